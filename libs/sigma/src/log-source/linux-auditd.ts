import { isRecord } from '../event/sigma-event.ts';
import type { Layer } from '../event/sigma-event.ts';

/** Record types of the Linux audit system that Sigma rules ask for, and the common ones beside them (linux/audit.h). */
const recordTypes: ReadonlySet<string> = new Set([
  ...[
    'SYSCALL',
    'EXECVE',
    'PATH',
    'CWD',
    'PROCTITLE',
    'SOCKADDR',
    'OBJ_PID',
    'CONFIG_CHANGE',
    'DAEMON_START',
  ],
  ...[
    'DAEMON_END',
    'DAEMON_ABORT',
    'DAEMON_CONFIG',
    'SERVICE_START',
    'SERVICE_STOP',
    'TTY',
    'USER_TTY',
    'USER_CMD',
  ],
  ...[
    'USER_AUTH',
    'USER_ACCT',
    'USER_LOGIN',
    'USER_LOGOUT',
    'USER_START',
    'USER_END',
    'USER_ERR',
    'USER_CHAUTHTOK',
  ],
  ...[
    'USER_AVC',
    'USER_MGMT',
    'CRED_ACQ',
    'CRED_DISP',
    'CRED_REFR',
    'ADD_USER',
    'DEL_USER',
    'ADD_GROUP',
    'DEL_GROUP',
  ],
  ...[
    'GRP_MGMT',
    'ROLE_ASSIGN',
    'ROLE_REMOVE',
    'AVC',
    'SELINUX_ERR',
    'MAC_STATUS',
    'MAC_POLICY_LOAD',
    'KERN_MODULE',
  ],
  ...[
    'ANOM_ABEND',
    'ANOM_PROMISCUOUS',
    'ANOM_LINK',
    'NETFILTER_CFG',
    'SECCOMP',
    'BPF',
    'LOGIN',
    'SOFTWARE_UPDATE',
  ],
]);

/** Fields that only audit records have. */
const auditFields = [
  'msg',
  'auid',
  'syscall',
  'a0',
  'argc',
  'exe',
  'comm',
  'name',
  'key',
  'acct',
  'SYSCALL',
  'unit',
];

/** A flat audit record (`type`, with its fields beside it), or an event of Auditbeat's `auditd` module. */
export function isAuditdRecord(root: Layer): boolean {
  const type = root['type'];
  if (typeof type === 'string' && recordTypes.has(type))
    return auditFields.some((name) => Object.hasOwn(root, name));
  const module = root['event.module'] ?? (isRecord(root['event']) ? root['event']['module'] : undefined);
  return module === 'auditd';
}
