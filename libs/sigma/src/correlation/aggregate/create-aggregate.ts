import type { ResolvedCorrelation } from '../resolved-correlation.ts';
import type { Aggregate } from './aggregate.ts';
import { createEventCount } from './event-count.ts';
import { createTemporalOrdered } from './temporal-ordered.ts';
import { createTemporal } from './temporal.ts';
import { createValueCount } from './value-count.ts';
import { createValuePercentile } from './value-percentile.ts';
import { createValueSum } from './value-sum.ts';

/** The empty aggregate of a correlation's type. */
export function createAggregate({ correlation: { measure }, inputs }: ResolvedCorrelation): Aggregate {
  switch (measure.kind) {
    case 'event_count':
      return createEventCount();
    case 'value_count':
      return createValueCount();
    case 'value_sum':
    case 'value_avg':
      return createValueSum(measure.kind);
    case 'value_percentile':
      return createValuePercentile(measure.percentile);
    case 'temporal':
      return createTemporal(
        inputs.map(({ reference }) => reference),
        measure.expression,
      );
    case 'temporal_ordered':
      return createTemporalOrdered(inputs.length);
  }
}
