// What the kernel asks of its host.

/** Writes the plain folded text of a value to the arena, at `to`; its length in bytes. */
// @ts-ignore: decorator
@external('host', 'plainText')
export declare function plainText(value: u32, to: usize): u32;

/** Writes the folded JSON text of a string, without quotes, to the arena; its length in bytes. */
// @ts-ignore: decorator
@external('host', 'canonicalText')
export declare function canonicalText(value: u32, to: usize): u32;

/** Evaluates a predicate that the kernel can't. */
// @ts-ignore: decorator
@external('host', 'testPredicate')
export declare function testPredicate(segment: u32, predicate: u32): u32;
