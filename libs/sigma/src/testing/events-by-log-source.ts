type Event = Readonly<Record<string, unknown>>;

/** One event of each log that is told by its fields: what it is, the event, the log sources as `product/category/service`. */
export type ToldEvent = readonly [what: string, event: Event, sources: readonly string[]];

const sysmon = (EventID: number, data: Event = {}): Event => ({
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  EventID,
  ...data,
});
const windows = (Channel: string, EventID: number, data: Event = {}): Event => ({
  Channel,
  EventID,
  ...data,
});
const ecs = (category: string, type: string, os: string, rest: Event = {}): Event => ({
  ecs: { version: '8.11.0' },
  host: { os: { type: os } },
  event: { category: [category], type: [type] },
  ...rest,
});
const dataset = (name: string, rest: Event = {}): Event => ({
  ecs: { version: '8.11.0' },
  event: { dataset: name },
  ...rest,
});
const ocsf = (class_uid: number, activity_id: number, type_id: number, rest: Event = {}): Event => ({
  class_uid,
  activity_id,
  device: { os: { type_id } },
  ...rest,
});

const sysmonEvents: readonly ToldEvent[] = (
  [
    [1, ['process_creation']],
    [2, ['file_change']],
    [3, ['network_connection']],
    [4, ['sysmon_status']],
    [6, ['driver_load']],
    [7, ['image_load']],
    [8, ['create_remote_thread']],
    [9, ['raw_access_thread']],
    [10, ['process_access']],
    [11, ['file_event']],
    [12, ['registry_add', 'registry_delete', 'registry_event']],
    [13, ['registry_set', 'registry_event']],
    [14, ['registry_rename', 'registry_event']],
    [15, ['create_stream_hash']],
    [17, ['pipe_created']],
    [19, ['wmi_event']],
    [22, ['dns_query']],
    [23, ['file_delete']],
    [25, ['process_tampering']],
    [29, ['file_executable_detected']],
    [255, ['sysmon_error']],
  ] as const
).map(([id, categories]) => [
  `Sysmon ${id}`,
  sysmon(id),
  categories.map((category) => `windows/${category}/sysmon`),
]);

const channelEvents: readonly ToldEvent[] = (
  [
    ['Application', 1000, 'application'],
    ['System', 7045, 'system'],
    ['Security', 4624, 'security'],
    ['Microsoft-Windows-AppLocker/EXE and DLL', 8004, 'applocker'],
    ['Microsoft-Windows-AppModel-Runtime/Admin', 201, 'appmodel-runtime'],
    ['Microsoft-Windows-AppXDeploymentServer/Operational', 401, 'appxdeployment-server'],
    ['Microsoft-Windows-AppxPackaging/Operational', 157, 'appxpackaging-om'],
    ['Microsoft-Windows-Bits-Client/Operational', 16403, 'bits-client'],
    ['Microsoft-Windows-CAPI2/Operational', 70, 'capi2'],
    [
      'Microsoft-Windows-CertificateServicesClient-Lifecycle-System/Operational',
      1007,
      'certificateservicesclient-lifecycle-system',
    ],
    ['Microsoft-Windows-CodeIntegrity/Operational', 3077, 'codeintegrity-operational'],
    ['Microsoft-Windows-Diagnosis-Scripted/Operational', 101, 'diagnosis-scripted'],
    ['Microsoft-Windows-DNS Client Events/Operational', 3008, 'dns-client'],
    ['DNS Server', 150, 'dns-server'],
    ['Microsoft-Windows-DNS-Server/Analytical', 257, 'dns-server-analytic'],
    ['Microsoft-Windows-DriverFrameworks-UserMode/Operational', 2003, 'driver-framework'],
    ['Microsoft-Windows-Windows Firewall With Advanced Security/Firewall', 2004, 'firewall-as'],
    ['Microsoft-IIS-Configuration/Operational', 29, 'iis-configuration'],
    ['Microsoft-Windows-LDAP-Client/Debug', 30, 'ldap'],
    ['Microsoft-Windows-LSA/Operational', 300, 'lsa-server'],
    ['Microsoft-ServiceBus-Client/Operational', 40300, 'microsoft-servicebus-client'],
    ['MSExchange Management', 1, 'msexchange-management'],
    ['Microsoft-Windows-NTLM/Operational', 8004, 'ntlm'],
    ['OpenSSH/Operational', 4, 'openssh'],
    ['Windows PowerShell', 403, 'powershell-classic'],
    ['Microsoft-Windows-PrintService/Admin', 808, 'printservice-admin'],
    ['Microsoft-Windows-PrintService/Operational', 316, 'printservice-operational'],
    ['Microsoft-Windows-Security-Mitigations/Kernel Mode', 11, 'security-mitigations'],
    ['Microsoft-Windows-Shell-Core/Operational', 28115, 'shell-core'],
    ['Microsoft-Windows-SmbClient/Connectivity', 30803, 'smbclient-connectivity'],
    ['Microsoft-Windows-SmbClient/Security', 31017, 'smbclient-security'],
    ['Microsoft-Windows-SMBServer/Connectivity', 1031, 'smbserver-connectivity'],
    ['Microsoft-Windows-TaskScheduler/Operational', 129, 'taskscheduler'],
    [
      'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational',
      21,
      'terminalservices-localsessionmanager',
    ],
    ['Microsoft-Windows-Windows Defender/Operational', 5001, 'windefend'],
    ['Microsoft-Windows-WMI-Activity/Operational', 5861, 'wmi'],
  ] as const
).map(([channel, id, service]) => [`${channel} ${id}`, windows(channel, id), [`windows//${service}`]]);

/** Events of every log that the log source can be told of, one or two each. */
export const toldEvents: readonly ToldEvent[] = [
  ...sysmonEvents,
  ...channelEvents,
  [
    'Security 4688',
    windows('Security', 4688, { NewProcessName: 'C:\\Windows\\System32\\cmd.exe' }),
    ['windows/process_creation/security'],
  ],
  [
    'Security 4657, a value set',
    windows('Security', 4657, { ObjectValueName: 'Run', OperationType: '%%1905' }),
    ['windows/registry_set/security', 'windows/registry_event/security'],
  ],
  [
    'Security 4657, a value deleted',
    windows('Security', 4657, { ObjectValueName: 'Run', OperationType: '%%1906' }),
    ['windows/registry_delete/security', 'windows/registry_event/security'],
  ],
  [
    'PowerShell 4103',
    windows('Microsoft-Windows-PowerShell/Operational', 4103),
    ['windows/ps_module/powershell'],
  ],
  ['PowerShell 4104', windows('PowerShellCore/Operational', 4104), ['windows/ps_script/powershell']],
  [
    'PowerShell 600',
    windows('Windows PowerShell', 600),
    ['windows/ps_classic_provider_start/powershell-classic'],
  ],
  ['PowerShell 400', windows('Windows PowerShell', 400), ['windows/ps_classic_start/powershell-classic']],
  [
    'Defender 1116',
    windows('Microsoft-Windows-Windows Defender/Operational', 1116),
    ['windows/antivirus/windefend'],
  ],
  [
    'Kernel-File 12',
    { Provider_Name: 'Microsoft-Windows-Kernel-File', EventID: 12 },
    ['windows/file_access/kernel-file'],
  ],
  [
    'Kernel-File 27',
    { Provider_Name: 'Microsoft-Windows-Kernel-File', EventID: 27 },
    ['windows/file_rename/kernel-file'],
  ],
  ['RPC Firewall', windows('RPCFW', 3, { OpNum: '12' }), ['rpc_firewall/application/']],
  [
    'Sysmon for Linux, by its channel',
    { Channel: 'Linux-Sysmon/Operational', EventID: 1 },
    ['linux/process_creation/sysmon'],
  ],
  [
    'Sysmon for Linux, by its provider',
    { Provider_Name: 'Linux-Sysmon', EventID: 11 },
    ['linux/file_event/sysmon'],
  ],
  ['Sysmon for Linux 3', { Provider_Name: 'Linux-Sysmon', EventID: 3 }, ['linux/network_connection/sysmon']],
  ['auditd', { type: 'EXECVE', a0: 'curl' }, ['linux//auditd']],
  ['Auditbeat', { event: { module: 'auditd' } }, ['linux//auditd']],
  [
    'the journal, sshd',
    { SYSLOG_IDENTIFIER: 'sshd', MESSAGE: 'Accepted publickey' },
    ['linux//sshd', 'linux//auth', 'linux//syslog'],
  ],
  ['the journal, anything', { SYSLOG_IDENTIFIER: 'my-daemon', MESSAGE: 'up' }, ['linux//syslog']],
  ['syslog, sudo', { program: 'sudo', message: 'x' }, ['linux//sudo', 'linux//auth', 'linux//syslog']],
  ['syslog, cron', { appname: 'CRON', message: 'x' }, ['linux//cron', 'linux//syslog']],
  ['syslog, clamd', { program: 'clamd', message: 'x' }, ['linux//clamav', 'linux//syslog']],
  ['syslog, guacd', { program: 'guacd', message: 'x' }, ['linux//guacamole', 'linux//syslog']],
  ['syslog, vsftpd', { program: 'vsftpd', message: 'x' }, ['linux//vsftpd', 'linux//syslog']],
  [
    'CloudTrail',
    { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', awsRegion: 'eu-west-1' },
    ['aws//cloudtrail'],
  ],
  ['CloudTrail by Filebeat', dataset('aws.cloudtrail'), ['aws//cloudtrail']],
  [
    'CloudTrail by Security Lake',
    { class_uid: 6003, activity_id: 1, metadata: { product: { name: 'CloudTrail' } } },
    ['aws//cloudtrail'],
  ],
  [
    'Azure activity',
    { category: 'Administrative', resourceId: '/subscriptions/1', operationName: 'x/write' },
    ['azure//activitylogs'],
  ],
  ['Azure activity, as a table', { Type: 'AzureActivity', OperationNameValue: 'x' }, ['azure//activitylogs']],
  [
    'Entra audit',
    { category: 'AuditLogs', resourceId: '/tenants/1', operationName: 'Add user' },
    ['azure//auditlogs'],
  ],
  [
    'Entra audit, by Graph',
    { activityDisplayName: 'Add user', loggedByService: 'Core Directory' },
    ['azure//auditlogs'],
  ],
  ['Entra sign-in', { category: 'SignInLogs', resourceId: '/tenants/1' }, ['azure//signinlogs']],
  ['Entra sign-in, as a table', { Type: 'SigninLogs', ResultType: '50126' }, ['azure//signinlogs']],
  ['Entra risk', { riskEventType: 'passwordSpray', riskLevel: 'high' }, ['azure//riskdetection']],
  ['Entra PIM', { riskEventType: 'staleSignInAlertIncident' }, ['azure//pim']],
  [
    'Google Cloud audit',
    { protoPayload: { '@type': 'type.googleapis.com/google.cloud.audit.AuditLog', methodName: 'm' } },
    ['gcp//gcp.audit'],
  ],
  [
    'Google Cloud audit, published',
    { data: { protoPayload: { '@type': 'type.googleapis.com/google.cloud.audit.AuditLog' } } },
    ['gcp//gcp.audit'],
  ],
  [
    'Workspace admin',
    {
      protoPayload: {
        '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
        serviceName: 'admin.googleapis.com',
      },
    },
    ['gcp//google_workspace.admin'],
  ],
  [
    'Workspace login',
    { eventService: 'login.googleapis.com', eventName: 'login_failure' },
    ['gcp//google_workspace.login'],
  ],
  ['Okta', { eventType: 'user.session.start', displayMessage: 'User login' }, ['okta//okta']],
  [
    'Microsoft 365 audit',
    { Workload: 'AzureActiveDirectory', Operation: 'Add user.', RecordType: 8 },
    ['m365//audit'],
  ],
  [
    'Microsoft 365, Exchange',
    { Workload: 'Exchange', Operation: 'New-InboxRule' },
    ['m365//audit', 'm365//exchange'],
  ],
  [
    'Microsoft 365, alerts',
    { eventSource: 'SecurityComplianceCenter', eventName: 'x' },
    ['m365//threat_management', 'm365//threat_detection'],
  ],
  ['GitHub', { action: 'repo.create', actor: 'a', _document_id: 'd' }, ['github//audit']],
  [
    'Kubernetes',
    { kind: 'Event', apiVersion: 'audit.k8s.io/v1', verb: 'create' },
    ['kubernetes/application/audit'],
  ],
  ['Bitbucket', { auditType: { action: 'User login failed', category: 'Auth' } }, ['bitbucket//audit']],
  ['OneLogin', { event_type_id: 3, account_id: 7 }, ['onelogin//onelogin.events']],
  ['Duo', { event_type: 'authentication', reason: 'user_approved', txid: 't' }, ['cisco//duo']],
  ['OpenCanary', { logtype: 4002, node_id: 'canary-1' }, ['opencanary/application/']],
  ['FortiGate event', { devid: 'FG100', type: 'event', subtype: 'system' }, ['fortigate//event']],
  ['FortiGate traffic', { devid: 'FG100', type: 'traffic' }, ['fortigate/firewall/traffic']],
  ...['dce_rpc', 'http', 'kerberos', 'rdp', 'smb_files', 'x509'].map((log): ToldEvent => [
    `Zeek ${log}`,
    { _path: log, uid: 'C1' },
    [`zeek//${log}`],
  ]),
  ['Zeek dns', { _path: 'dns', query: 'example.org' }, ['zeek/dns/dns']],
  ['Zeek dns by Filebeat', dataset('zeek.dns'), ['zeek/dns/dns']],
  ['nginx by Filebeat', dataset('nginx.access'), ['/webserver/nginx']],
  ['Apache by Filebeat', dataset('apache.error'), ['/webserver/apache']],
  ['IIS', { 'cs-method': 'GET', 'cs-uri-stem': '/', 'sc-status': 200 }, ['/webserver/']],
  ['a proxy', { 'c-uri': 'http://example.org/', 'cs-method': 'GET' }, ['/proxy/']],
  ['ECS process', ecs('process', 'start', 'windows'), ['windows/process_creation/']],
  ['ECS process on macOS', ecs('process', 'start', 'macos'), ['macos/process_creation/']],
  ['ECS file on macOS', ecs('file', 'creation', 'macos'), ['macos/file_event/']],
  ['ECS rename', { ...ecs('file', 'change', 'windows'), 'event.action': 'rename' }, ['windows/file_rename/']],
  [
    'ECS name look-up',
    ecs('network', 'protocol', 'windows', { dns: { question: { name: 'example.org' } } }),
    ['windows/dns_query/', '/dns/'],
  ],
  ['ECS firewall', ecs('network', 'denied', 'linux'), ['/firewall/']],
  ['ECS malware', ecs('malware', 'info', 'windows'), ['/antivirus/']],
  [
    'ECS process of an unknown system',
    { ecs: { version: '8' }, event: { category: 'process', type: 'start' } },
    ['windows/process_creation/', 'linux/process_creation/', 'macos/process_creation/'],
  ],
  ['OCSF process', ocsf(1007, 1, 100), ['windows/process_creation/']],
  ['OCSF file', ocsf(1001, 4, 200), ['linux/file_delete/']],
  ['OCSF registry', ocsf(201002, 3, 100), ['windows/registry_set/', 'windows/registry_event/']],
  ['OCSF HTTP', ocsf(4002, 6, 100), ['/webserver/', '/proxy/']],
  ['OCSF DNS', ocsf(4003, 1, 300), ['macos/dns_query/', '/dns/']],
];
