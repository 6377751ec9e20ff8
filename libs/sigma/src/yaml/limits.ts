/** Most UTF-16 units of one document: the longest of SigmaHQ has 0.1 M. */
export const maxTextLength = 1024 * 1024;
/** Deepest nesting of collections: detections need 5. */
export const maxDepth = 32;
/**
 * Most nodes after aliases are followed, which is what an alias bomb multiplies. With places, so many take half a second;
 * the largest of SigmaHQ has 2,000.
 */
export const maxNodes = 50_000;
/** Most values of all documents of a text that are read with their places. */
export const maxPlacedValues = 4 * maxNodes;
/** Most line ends and commas of a document: with more, it would hold too many values, or a text that is no rule's. */
export const maxSeparators = 2 * maxNodes;
/** Most UTF-16 units of a text of several documents. */
export const maxCollectionLength = 16 * 1024 * 1024;
/** Most documents of a text. */
export const maxDocuments = 10_000;
