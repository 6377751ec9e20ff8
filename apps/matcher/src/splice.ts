/** The text of a JSON object with more members behind its own, which stay byte for byte. */
export function spliceAtEnd(objectText: string, members: string): string {
  if (members === '') return objectText;
  const body = objectText.slice(0, objectText.lastIndexOf('}')).trimEnd();
  return `${body}${body.trim() === '{' ? '' : ','}${members}}`;
}
