/** What kind of log an event or a rule belongs to. Each part that a rule names must be the event's. */
export interface LogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

/** Whether a rule for `rule` is tried on an event of `source`. Letter case is ignored by lower-casing both beforehand. */
export function fitsLogSource(rule: LogSource, source: LogSource): boolean {
  // Only the product is known: nothing can be said about the other parts, so they exclude no rule.
  const isProductOnly = source.category === undefined && source.service === undefined;
  return (
    (rule.product === undefined || rule.product === source.product) &&
    (isProductOnly || rule.category === undefined || rule.category === source.category) &&
    (isProductOnly || rule.service === undefined || rule.service === source.service)
  );
}

/** Lower-cases the parts and leaves out the empty ones. */
export function normalizeLogSource({ product, category, service }: LogSource): LogSource {
  return {
    ...(product && { product: product.toLowerCase() }),
    ...(category && { category: category.toLowerCase() }),
    ...(service && { service: service.toLowerCase() }),
  };
}
