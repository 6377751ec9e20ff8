import { asItComes, type LogSourcePreset } from './log-source-preset.ts';

/** Audit logs of services in a cloud. */
export const cloudPresets: readonly LogSourcePreset[] = [
  {
    id: 'aws-cloudtrail',
    name: 'AWS CloudTrail',
    description: 'One record of CloudTrail an event; a file of `Records` must be split before.',
    ...asItComes,
    example: {
      eventVersion: '1.09',
      eventTime: '2026-11-20T12:00:01Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'eu-west-1',
      sourceIPAddress: '192.0.2.7',
      userIdentity: { type: 'IAMUser', userName: 'alice' },
    },
  },
  {
    id: 'entra',
    name: 'Entra and Azure by Azure Monitor',
    description:
      'What Azure Monitor streams of sign-ins, Entra audit and activity: `category` and `resourceId` tell which, with `tenantId` the fields of `properties` count.',
    ...asItComes,
    example: {
      time: '2026-11-20T12:00:01Z',
      resourceId: '/tenants/00000000-0000-4000-8000-000000000000/providers/Microsoft.aadiam',
      tenantId: '00000000-0000-4000-8000-000000000000',
      category: 'SignInLogs',
      operationName: 'Sign-in activity',
      resultType: '50057',
      properties: { userPrincipalName: 'alice@example.org', appDisplayName: 'Azure Portal' },
    },
  },
  {
    id: 'gcp-audit',
    name: 'Google Cloud audit logs',
    description: 'Entries of the audit logs, as Cloud Logging exports them.',
    ...asItComes,
    example: {
      protoPayload: {
        '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
        serviceName: 'storage.googleapis.com',
        methodName: 'storage.buckets.delete',
      },
      timestamp: '2026-11-20T12:00:01Z',
    },
  },
  {
    id: 'm365-audit',
    name: 'Microsoft 365',
    description: 'Records of the Office 365 Management Activity API; `Workload` tells the service.',
    ...asItComes,
    example: {
      CreationTime: '2026-11-20T12:00:01',
      Workload: 'Exchange',
      Operation: 'New-InboxRule',
      UserId: 'alice@example.org',
      ClientIP: '192.0.2.7',
    },
  },
  {
    id: 'okta',
    name: 'Okta',
    description: 'Events of the System Log API.',
    ...asItComes,
    example: {
      eventType: 'system.api_token.create',
      displayMessage: 'Create API token',
      severity: 'INFO',
      actor: { type: 'User', alternateId: 'alice@example.org' },
      published: '2026-11-20T12:00:01.123Z',
    },
  },
  {
    id: 'github-audit',
    name: 'GitHub audit log',
    description: 'Entries of the audit log, by its API or its stream.',
    ...asItComes,
    example: {
      '@timestamp': 1795262401123,
      _document_id: 'tFnJ9gM5aZ1k',
      action: 'protected_branch.policy_override',
      actor: 'alice',
      repo: 'example/app',
    },
  },
  {
    id: 'kubernetes-audit',
    name: 'Kubernetes audit',
    description: 'Events of the API server (audit.k8s.io/v1), one at a time.',
    ...asItComes,
    example: {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      stage: 'ResponseComplete',
      verb: 'create',
      user: { username: 'alice' },
      objectRef: { resource: 'pods', subresource: 'exec', namespace: 'default', name: 'web-1' },
    },
  },
];
