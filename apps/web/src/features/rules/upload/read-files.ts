/** A browser's file with the path that it has inside the picked folder. */
export function pathOf(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
}

/** Base64 of a file's bytes, without the `data:` prefix. */
export async function readBase64(file: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(typeof reader.result === 'string' ? reader.result : '');
    });
    reader.addEventListener('error', () => {
      reject(new Error('The browser could not read the file.', { cause: reader.error }));
    });
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}
