// What the kernel asks of its host.

/** Writes the plain folded text of a value to the arena, at `to`; its length in bytes. */
export declare function plainText(value: u32, to: usize): u32;

/** Writes the folded JSON text of a string, without quotes, to the arena; its length in bytes. */
export declare function canonicalText(value: u32, to: usize): u32;

/** Evaluates a predicate that the kernel can't. */
export declare function testPredicate(segment: u32, predicate: u32): u32;
