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

  @Field(() => DiagnosticSeverity)
  severity!: DiagnosticSeverity;

  @Field(() => String)
  message!: string;

  @Field(() => String, { nullable: true, description: 'What to do; null where the message says it.' })
  hint!: string | null;

  @Field(() => Int, { nullable: true, description: 'null where the finding has no place.' })
  line!: number | null;

  @Field(() => Int, { nullable: true })
  column!: number | null;

  @Field(() => Int, { nullable: true })
  endLine!: number | null;

  @Field(() => Int, { nullable: true })
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
