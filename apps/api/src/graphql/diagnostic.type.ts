import type { Diagnostic, Severity } from '@sluice/diagnostics';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum DiagnosticSeverity {
  ERROR = 'ERROR',
  WARNING = 'WARNING',
  INFO = 'INFO',
}
registerEnumType(DiagnosticSeverity, {
  name: 'DiagnosticSeverity',
  description: 'An ERROR refuses the text.',
  valuesConfig: {
    ERROR: { description: 'The text is refused.' },
    WARNING: { description: 'The text is taken, and somebody should look at it.' },
    INFO: { description: 'The text is taken; nothing needs to be done.' },
  },
});

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.ERROR,
  warning: DiagnosticSeverity.WARNING,
  info: DiagnosticSeverity.INFO,
};

@ObjectType('Diagnostic', {
  description: 'One finding about a text. Lines and columns begin at 1; the end is exclusive.',
})
export class DiagnosticType {
  @Field(() => String, { description: 'Stable, for programs; for example `sigma.modifier.unknown`.' })
  code!: string;

  @Field(() => DiagnosticSeverity, { description: 'Whether the text was refused for it.' })
  severity!: DiagnosticSeverity;

  @Field(() => String, { description: 'What is wrong, with the value that is; for people.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to do; null where the message says it.' })
  hint!: string | null;

  @Field(() => Int, { nullable: true, description: 'null where the finding has no place.' })
  line!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Counted in UTF-16 code units; null where the finding has no place.',
  })
  column!: number | null;

  @Field(() => Int, { nullable: true, description: 'null where the finding has no place.' })
  endLine!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The first column behind it; null where the finding has no place.',
  })
  endColumn!: number | null;
}

export function toDiagnosticType({ code, severity, message, hint, span }: Diagnostic): DiagnosticType {
  return {
    code,
    severity: SEVERITIES[severity],
    message,
    hint: hint ?? null,
    line: span?.line ?? null,
    column: span?.column ?? null,
    endLine: span?.endLine ?? null,
    endColumn: span?.endColumn ?? null,
  };
}
