/** Categories of Sigma's taxonomy (appendix "Taxonomy") and of the SigmaHQ rules. */
export const knownCategories: ReadonlySet<string> = new Set([
  ...[
    'antivirus',
    'appliance',
    'application',
    'clipboard_change',
    'create_remote_thread',
    'create_stream_hash',
    'database',
  ],
  ...[
    'dns',
    'dns_query',
    'driver_load',
    'file_access',
    'file_block',
    'file_change',
    'file_delete',
    'file_event',
  ],
  ...[
    'file_executable_detected',
    'file_rename',
    'firewall',
    'image_load',
    'network_connection',
    'pipe_created',
  ],
  ...[
    'process_access',
    'process_creation',
    'process_tampering',
    'process_termination',
    'proxy',
    'ps_classic_provider_start',
  ],
  ...['ps_classic_script', 'ps_classic_start', 'ps_module', 'ps_script', 'raw_access_thread', 'registry_add'],
  ...[
    'registry_delete',
    'registry_event',
    'registry_rename',
    'registry_set',
    'sysmon_error',
    'sysmon_status',
    'webserver',
  ],
  'wmi_event',
]);

/** Services that name a log without its product. */
export const knownServices: ReadonlySet<string> = new Set([
  ...[
    'apache',
    'auditd',
    'cloudtrail',
    'cron',
    'nginx',
    'okta',
    'sshd',
    'sudo',
    'syslog',
    'sysmon',
    'vsftpd',
    'windefend',
  ],
]);
