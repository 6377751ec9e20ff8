import { auditedChange, AuditObject, type AuditedChange } from '../audit/index.ts';
import type { User } from './user.entity.ts';

/** The change of a user: absent before it is created, absent after it is deleted. The password itself is never told. */
export function auditedUser(before: User | undefined, after: User | undefined): AuditedChange {
  const byEmail = (user: User | undefined) => user && { id: user.id, name: user.email, user };
  return auditedChange(AuditObject.USER, byEmail(before), byEmail(after), ({ user }) => ({
    email: user.email,
    name: user.name,
    role: user.role,
    isActive: user.isActive,
    topicPatterns: user.topicPatterns,
    oidcIssuer: user.oidcIssuer,
    oidcSubject: user.oidcSubject,
    mustChangePassword: user.mustChangePassword,
    passwordChangedAt: user.passwordChangedAt,
  }));
}
