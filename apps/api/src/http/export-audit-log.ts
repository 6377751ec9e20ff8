import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { AppError } from '../app-error.ts';
import { refuseNul } from '../graphql/refuse-nul.ts';
import { AuditAction, AuditObject, exportFormats, type AuditService } from '../modules/audit/index.ts';
import { access, checkAccess, Scope } from '../modules/auth/index.ts';
import type { WithPrincipal } from './identify.ts';

/** One value, or several by naming the parameter again. */
function listOf<Value extends string>(values: Readonly<Record<string, Value>>) {
  const value = z.enum(values);
  return z.union([value.transform((one) => [one]), z.array(value)]).optional();
}

/** As `AuditLogFilter` of the query; a parameter that is none of them is refused, as it would be passed over silently. */
const query = z.strictObject({
  /** Inclusive. */
  from: z.coerce.date().optional(),
  /** Exclusive. */
  to: z.coerce.date().optional(),
  search: z.string().max(200).optional(),
  actions: listOf(AuditAction),
  objectTypes: listOf(AuditObject),
  objectId: z.string().max(200).optional(),
  userId: z.string().max(200).optional(),
});

/** The audit log as CSV or NDJSON, newest first, written as it is read. For administrators. */
export function exportAuditLog(audit: AuditService): RequestHandler<{ format: string }> {
  return async (request, response) => {
    const { principal } = request as WithPrincipal;
    checkAccess(principal, access.admins(Scope.AUDIT_READ), 'audit-log');
    const format = Object.entries(exportFormats).find(([name]) => name === request.params.format)?.[1];
    if (format === undefined) throw new AppError('NOT_FOUND', 'The audit log is written as csv or ndjson.');
    const filter = query.safeParse(request.query);
    if (!filter.success)
      throw new AppError(
        'BAD_USER_INPUT',
        '"from" and "to" are times (ISO 8601), "search", "objectId" and "userId" have at most 200 characters, "actions" and "objectTypes" are names of the schema; there are no other parameters.',
      );
    refuseNul(filter.data);
    response.setHeader('content-type', format.type);
    response.setHeader('content-disposition', `attachment; filename="audit-log.${request.params.format}"`);
    async function* lines(): AsyncGenerator<string> {
      yield format?.head ?? '';
      for await (const entries of audit.stream(filter.data ?? {}))
        yield entries.map((entry) => format?.line(entry)).join('');
    }
    await pipeline(Readable.from(lines()), response);
  };
}
