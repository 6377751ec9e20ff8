/**
 * Sysmon's event ids and the categories that Sigma gives them (Sigma taxonomy appendix, "Windows"; pySigma's Sysmon
 * pipeline). Ids 12 to 14 also depend on the event's type: see `registryCategories`.
 */
export const sysmonCategories: ReadonlyMap<string, readonly string[]> = new Map([
  ['1', ['process_creation']],
  ['2', ['file_change']],
  ['3', ['network_connection']],
  ['4', ['sysmon_status']],
  ['5', ['process_termination']],
  ['6', ['driver_load']],
  ['7', ['image_load']],
  ['8', ['create_remote_thread']],
  ['9', ['raw_access_thread']],
  ['10', ['process_access']],
  ['11', ['file_event']],
  ['13', ['registry_set', 'registry_event']],
  ['14', ['registry_rename', 'registry_event']],
  ['15', ['create_stream_hash']],
  ['16', ['sysmon_status']],
  ['17', ['pipe_created']],
  ['18', ['pipe_created']],
  ['19', ['wmi_event']],
  ['20', ['wmi_event']],
  ['21', ['wmi_event']],
  ['22', ['dns_query']],
  ['23', ['file_delete']],
  ['24', ['clipboard_change']],
  ['25', ['process_tampering']],
  ['26', ['file_delete']],
  ['27', ['file_block']],
  ['28', ['file_block']],
  ['29', ['file_executable_detected']],
  ['255', ['sysmon_error']],
]);

/** Sysmon event 12, by its EventType; an unknown type may be either. */
export const registryCategories: ReadonlyMap<string, readonly string[]> = new Map([
  ['createkey', ['registry_add', 'registry_event']],
  ['createvalue', ['registry_add', 'registry_event']],
  ['deletekey', ['registry_delete', 'registry_event']],
  ['deletevalue', ['registry_delete', 'registry_event']],
  ['', ['registry_add', 'registry_delete', 'registry_event']],
]);
