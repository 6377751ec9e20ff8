/** Encodes texts as UTF-8; half a pair of surrogates becomes U+FFFD. */
export const encoder = new TextEncoder();
