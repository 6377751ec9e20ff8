/** The name beside a technique's id; empty where no ATT&CK catalogue is loaded and the API repeats the id. */
export function techniqueName({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === id ? '' : name;
}
