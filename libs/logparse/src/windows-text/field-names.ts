/** Fields by the label that stands before a value in the text of an event. */
type Labels = Readonly<Record<string, string>>;
/** Labels by the heading that they stand under; '' for those under none. */
type Headings = Readonly<Record<string, Labels>>;

const account = (prefix: string, sid = 'UserSid'): Labels => ({
  'Security ID': prefix + sid,
  'Account Name': `${prefix}UserName`,
  'Account Domain': `${prefix}DomainName`,
  'Logon ID': `${prefix}LogonId`,
});
const subject: Labels = { ...account('Subject'), 'Logon GUID': 'LogonGuid' };
const managed: Labels = {
  ...account('Target', 'Sid'),
  'Old Account Name': 'OldTargetUserName',
  'New Account Name': 'NewTargetUserName',
};
const group: Labels = { ...managed, 'Group Name': 'TargetUserName', 'Group Domain': 'TargetDomainName' };
const session: Headings = { Subject: account('Target') };

/**
 * What the texts of Windows' security events call the fields of the event's data, where that isn't the label with its
 * words joined. Source: Microsoft, "Audit events" of the security auditing reference, text and XML of each event.
 */
const headings: Headings = {
  Subject: subject,
  'Creator Subject': subject,
  'Target Subject': account('Target'),
  'New Logon': {
    ...account('Target'),
    'Linked Logon ID': 'TargetLinkedLogonId',
    'Network Account Name': 'TargetOutboundUserName',
    'Network Account Domain': 'TargetOutboundDomainName',
  },
  'Account For Which Logon Failed': account('Target'),
  'Account Whose Credentials Were Used': { ...account('Target'), 'Logon GUID': 'TargetLogonGuid' },
  'Target Account': managed,
  'New Account': managed,
  'Account That Was Locked Out': managed,
  'Account Information': {
    ...managed,
    'Supplied Realm Name': 'TargetDomainName',
    'User ID': 'TargetSid',
  },
  Group: group,
  'New Group': group,
  'Deleted Group': group,
  Member: { 'Security ID': 'MemberSid', 'Account Name': 'MemberName' },
  User: managed,
  'Target Server': { 'Additional Information': 'TargetInfo' },
  'Process Information': {
    'Caller Process ID': 'ProcessId',
    'Caller Process Name': 'ProcessName',
    'Creator Process ID': 'ProcessId',
    'Creator Process Name': 'ParentProcessName',
    'Process Command Line': 'CommandLine',
  },
  'Network Information': {
    'Source Network Address': 'IpAddress',
    'Network Address': 'IpAddress',
    'Client Address': 'IpAddress',
    'Source Port': 'IpPort',
    'Client Port': 'IpPort',
    Port: 'IpPort',
  },
  'Detailed Authentication Information': {
    'Logon Process': 'LogonProcessName',
    'Authentication Package': 'AuthenticationPackageName',
    'Transited Services': 'TransmittedServices',
    'Package Name (NTLM only)': 'LmPackageName',
  },
  'Access Request Information': {
    Accesses: 'AccessList',
    'Access Reasons': 'AccessReason',
    'Privileges Used for Access Check': 'PrivilegeList',
  },
  'Additional Information': {
    'Parameter 1': 'AdditionalInfo',
    'Parameter 2': 'AdditionalInfo2',
    Privileges: 'PrivilegeList',
    'Result Code': 'Status',
    'Failure Code': 'Status',
    'Pre-Authentication Type': 'PreAuthType',
    'Transited Services': 'TransmittedServices',
  },
  'Service Information': { 'Service ID': 'ServiceSid', 'Service Start Type': 'ServiceStartType' },
  'Certificate Information': {
    'Certificate Issuer Name': 'CertIssuerName',
    'Certificate Serial Number': 'CertSerialNumber',
    'Certificate Thumbprint': 'CertThumbprint',
  },
  Operation: {
    Accesses: 'AccessList',
    'Correlation ID': 'OpCorrelationID',
    'Application Correlation ID': 'AppCorrelationID',
  },
  Domain: { 'Domain ID': 'DomainSid' },
  Attributes: { 'Home Drive': 'HomePath' },
  'Changed Attributes': { 'Home Drive': 'HomePath' },
  'New Right': { 'User Right': 'PrivilegeList' },
  'Removed Right': { 'User Right': 'PrivilegeList' },
  'Audit Policy Change': {
    Category: 'CategoryId',
    Subcategory: 'SubcategoryId',
    Changes: 'AuditPolicyChanges',
  },
  'Application Information': { 'Process ID': 'ProcessID', 'Application Name': 'Application' },
  'Filter Information': {
    'Filter Run-Time ID': 'FilterRTID',
    'Layer Run-Time ID': 'LayerRTID',
  },
  'Share Information': { 'Share Path': 'ShareLocalPath' },
  'Directory Service': { Name: 'DSName', Type: 'DSType' },
  Attribute: {
    'LDAP Display Name': 'AttributeLDAPDisplayName',
    'Syntax (OID)': 'AttributeSyntaxOID',
    Value: 'AttributeValue',
  },
  'Service Request Information': { Privileges: 'PrivilegeList' },
  '': { Privileges: 'PrivilegeList' },
};

const shareAccess: Headings = {
  'Network Information': { 'Source Address': 'IpAddress', 'Source Port': 'IpPort' },
};
const filtered: Headings = {
  'Network Information': {
    'Source Port': 'SourcePort',
    'Destination Address': 'DestAddress',
    'Destination Port': 'DestPort',
  },
};
const directoryChange: Headings = {
  Object: { DN: 'ObjectDN', GUID: 'ObjectGUID', Class: 'ObjectClass' },
  Operation: { Type: 'OperationType' },
};
const membership: Headings = {
  'Process Information': { 'Process ID': 'CallerProcessId', 'Process Name': 'CallerProcessName' },
};
const right: Headings = { 'Target Account': { 'Account Name': 'TargetSid' } };
const privilegeUse: Headings = { Service: { Server: 'ObjectServer', 'Service Name': 'Service' } };
const terminalSession: Headings = {
  Subject: { 'Account Name': 'AccountName', 'Account Domain': 'AccountDomain', 'Logon ID': 'LogonID' },
};

/** Where one event differs from the others. */
const byEvent: Readonly<Record<string, Headings>> = {
  '4634': session,
  '4647': session,
  '4673': privilegeUse,
  '4674': privilegeUse,
  '4698': { 'Task Information': { 'Task Content': 'TaskContent' } },
  '4702': { 'Task Information': { 'Task New Content': 'TaskContentNew' } },
  '4703': {
    '': { 'Enabled Privileges': 'EnabledPrivilegeList', 'Disabled Privileges': 'DisabledPrivilegeList' },
  },
  '4704': right,
  '4705': right,
  '4739': { '': { 'Change Type': 'DomainPolicyChanged' } },
  '4740': { 'Additional Information': { 'Caller Computer Name': 'TargetDomainName' } },
  '4776': {
    '': {
      'Authentication Package': 'PackageName',
      'Logon Account': 'TargetUserName',
      'Source Workstation': 'Workstation',
      'Error Code': 'Status',
    },
  },
  '4778': terminalSession,
  '4779': terminalSession,
  '4798': membership,
  '4799': membership,
  '4800': session,
  '4801': session,
  '5136': directoryChange,
  '5137': directoryChange,
  '5140': shareAccess,
  '5142': shareAccess,
  '5143': shareAccess,
  '5145': shareAccess,
  '5154': filtered,
  '5156': filtered,
  '5157': filtered,
  '6416': { '': { 'Device Name': 'DeviceDescription' } },
};

/** The field for a label under a heading ('' for none) in the text of an event. */
export function fieldName(eventId: string, heading: string, label: string): string {
  return (
    nameIn(byEvent, eventId, heading, label) ??
    ownValue(ownValue(headings, heading), label) ??
    joinWords(label)
  );
}

function nameIn(
  events: Readonly<Record<string, Headings>>,
  eventId: string,
  heading: string,
  label: string,
): string | undefined {
  return ownValue(ownValue(ownValue(events, eventId), heading), label);
}

function ownValue<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** "Handle ID" is `HandleId`, "Min. Password Age" `MinPasswordAge`; a single word stays as it is. */
function joinWords(label: string): string {
  const words = label.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length < 2) return label;
  return words
    .map((word) => {
      const rest = word.slice(1);
      return word.charAt(0).toUpperCase() + (rest === rest.toUpperCase() ? rest.toLowerCase() : rest);
    })
    .join('');
}
