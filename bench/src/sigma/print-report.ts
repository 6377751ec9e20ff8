import type { LoadFigures, MeasureResult } from '../measure/measure-job.ts';
import type { Comparison } from './compare-rates.ts';
import type { FileFigures } from './measure-file.ts';
import { geometricMean, spreadOf } from './statistics.ts';
import type { PeerRate, Summary } from './summary.ts';

/** The figures of one file as lines of text. */
export function printReport(summary: Summary, figures: FileFigures): readonly string[] {
  const { plan, matching, inspected } = figures;
  const bytesPerEvent = Math.round(summary.bytes / summary.events);
  const mode = plan.ignoresLogSource ? 'every rule tried on every event' : 'log sources resolved';
  const refused = summary.refusedEvents === 0 ? '' : `, ${grouped(summary.refusedEvents)} of them refused`;
  return [
    '',
    `${summary.name}: ${grouped(summary.events)} events of ${bytesPerEvent} B${refused}; ${mode}; ${grouped(summary.matches)} matches`,
    `  ${'events/s'.padStart(42)}${'least'.padStart(11)}${'most'.padStart(11)}${'CPU µs/event'.padStart(15)}`,
    rateLine(`Sluice, warm (${matching[0]?.door ?? 'no'} door)`, summary.warm),
    rateLine('Sluice, cold', summary.cold),
    rateLine('Sluice, warm, tagged output', summary.tagged),
    rateLine('JSON.parse alone, warm', summary.parse),
    ...(summary.peer ? [rateLine('peer', summary.peer)] : []),
    `  of JSON.parse alone: ${summary.parseShare.toFixed(2)}×, with tagged output ${summary.taggedParseShare.toFixed(2)}×`,
    ...(summary.warmRatio ? [`  ratio to the peer, warm: ${ratioText(summary.warmRatio)}`] : []),
    ...(summary.cpuRatio ? [`  ratio to the peer, warm, by CPU time: ${summary.cpuRatio.toFixed(2)}×`] : []),
    ...(summary.coldRatio ? [`  ratio to the peer, cold: ${ratioText(summary.coldRatio)}`] : []),
    ...allowedLines(figures),
    ...loadLines(figures),
    ...(inspected ? inspectionLines(inspected, plan.profilePath) : []),
  ];
}

/** One line for all files together; none for a single file or where a ratio is missing. */
export function printOverall(summaries: readonly Summary[]): readonly string[] {
  const ratios = summaries.flatMap(({ warmRatio }) => (warmRatio?.ok ? [warmRatio.ratio] : []));
  if (summaries.length < 2 || ratios.length === 0) return [];
  const missing = summaries.length - ratios.length;
  const without = missing === 0 ? '' : `, without ${missing} that have no ratio`;
  return ['', `geometric mean of the warm ratios: ${geometricMean(ratios).toFixed(2)}×${without}`];
}

function rateLine(name: string, { eventsPerSecond, cpuMicroseconds }: PeerRate): string {
  const { median, least, most } = eventsPerSecond;
  const cpu = cpuMicroseconds === undefined ? '–' : cpuMicroseconds.toFixed(2);
  return `  ${name.padEnd(31)}${grouped(median).padStart(11)}${grouped(least).padStart(11)}${grouped(most).padStart(11)}${cpu.padStart(15)}`;
}

function ratioText(comparison: Comparison): string {
  if (!comparison.ok) return `none: ${comparison.reason}`;
  const note = comparison.note === undefined ? '' : ` (${comparison.note})`;
  return `${comparison.ratio.toFixed(2)}×${note}`;
}

function allowedLines({ plan, matching }: FileFigures): readonly string[] {
  if (plan.allowedRuleIds.length === 0) return [];
  return [`  matches here of the rules allowed to differ: ${grouped(matching[0]?.countedMatches ?? 0)}`];
}

function loadLines({ matching, peer }: FileFigures): readonly string[] {
  const loads = matching.flatMap(({ load }) => (load === undefined ? [] : [load]));
  const [first] = loads;
  if (first === undefined) return [];
  const seconds = (of: (load: LoadFigures) => number): string => spreadOf(loads.map(of)).median.toFixed(2);
  const kibibytes = (values: readonly number[]): string => mebibytes(spreadOf(values).median * 1024);
  const lines = [
    `  load: ${grouped(first.rules)} rules (${first.refusedRules} files refused), read ${seconds((load) => load.readSeconds)} s, parse ${seconds((load) => load.parseSeconds)} s, compile ${seconds((load) => load.compileSeconds)} s`,
    `  resident after load ${kibibytes(loads.map(({ residentKib }) => residentKib))}, at most ${kibibytes(loads.map(({ peakResidentKib }) => peakResidentKib))} until then and ${kibibytes(matching.map(({ peakResidentKib }) => peakResidentKib))} until the end`,
  ];
  const [peerFirst] = peer;
  if (peerFirst?.loadSeconds !== undefined && peerFirst.peakResidentKib !== undefined) {
    const loadSeconds = spreadOf(peer.map((figures) => figures.loadSeconds ?? NaN)).median;
    const peerResident = spreadOf(peer.map(({ peakResidentKib }) => peakResidentKib ?? NaN)).median;
    const rules = peerFirst.rules === undefined ? '' : `${grouped(peerFirst.rules)} rules, `;
    lines.push(
      `  load of the peer: ${rules}${loadSeconds.toFixed(2)} s; peak resident ${mebibytes(peerResident * 1024)}`,
    );
  }
  return lines;
}

function inspectionLines(
  { memory, allocatedBytes, hottest }: MeasureResult,
  profilePath: string | undefined,
): readonly string[] {
  const lines: string[] = [];
  for (const [name, figures] of Object.entries(memory ?? {})) {
    const label = name === 'afterLoad' ? 'after load' : 'after the warm passes';
    lines.push(
      `  memory ${label}: heap ${mebibytes(figures.heapBytes)}, external ${mebibytes(figures.externalBytes)} (array buffers ${mebibytes(figures.arrayBufferBytes)}), resident ${mebibytes(figures.residentBytes)}`,
    );
  }
  if (allocatedBytes !== undefined)
    lines.push(`  an event without a match allocates ${allocatedBytes.toFixed(1)} B`);
  if (hottest !== undefined) {
    lines.push(`  profile of the warm passes: ${profilePath}`);
    for (const { name, place, share } of hottest) {
      lines.push(`  ${(100 * share).toFixed(1).padStart(6)} %  ${name}${place === '' ? '' : ` (${place})`}`);
    }
  }
  return lines;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
