/** The texts of the event in hand, for what the kernel leaves to its host. */
export interface EventTexts {
  /** Of a field, by its number; none if it is absent. */
  ofField(field: number): readonly string[];
  /** Every string of the event. */
  all(): readonly string[];
  /** Of one of the kernel's values. */
  ofValue(value: number): string;
}
