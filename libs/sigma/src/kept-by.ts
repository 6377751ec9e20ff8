/** A function that makes something of an object at its first use and keeps it as long as the object is. */
export function keptBy<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const kept = new WeakMap<Key, { readonly made: Made }>();
  return (key) => {
    let entry = kept.get(key);
    if (entry === undefined) kept.set(key, (entry = { made: make(key) }));
    return entry.made;
  };
}
