import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { refuseNul } from '../graphql/refuse-nul.ts';
import { access, checkAccess, Scope } from '../modules/auth/index.ts';
import { readSelection, type RuleExportService } from '../modules/rules/index.ts';
import type { WithPrincipal } from './identify.ts';

/** Rules as a .tar.gz of their texts, written as it is read. For everyone who may read rules. */
export function exportRules(exporter: RuleExportService): RequestHandler {
  return async (request, response) => {
    const { principal } = request as WithPrincipal;
    checkAccess(principal, access.everyone(Scope.RULES_READ), 'rules');
    const selection = readSelection(request.body);
    refuseNul(selection);
    const { archive } = await exporter.bundle(selection);
    response.setHeader('content-type', 'application/gzip');
    response.setHeader('content-disposition', 'attachment; filename="rules.tar.gz"');
    await pipeline(archive, response);
  };
}
