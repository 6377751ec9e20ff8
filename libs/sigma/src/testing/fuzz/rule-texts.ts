/** Rules as people write them, from which the fuzz makes others; each uses other parts of the language. */
export const ruleTexts: readonly string[] = [
  `title: Encoded command line
id: 11111111-2222-4333-8444-555555555501
status: test
description: |
    An interpreter is started with what it shall run in base64.
references:
    - https://example.org/a
author: Nobody
date: 2024-01-01
tags:
    - attack.execution
    - attack.t1059.001
logsource:
    product: windows
    category: process_creation
detection:
    selection_img:
        - Image|endswith:
              - '\\powershell.exe'
              - '\\pwsh.exe'
        - OriginalFileName: 'PowerShell.EXE'
    selection_cli:
        CommandLine|contains|windash:
            - ' -enc '
            - ' -e? '
    filter_main_known:
        ParentImage|startswith: 'C:\\Program Files\\'
        User|cased: null
    condition: all of selection_* and not 1 of filter_main_*
falsepositives:
    - Administration
level: high
`,
  `title: Keywords and expressions
id: 11111111-2222-4333-8444-555555555502
logsource: { product: linux, service: auditd }
detection:
  keywords:
    '|all': [ "ab", 'a*b' ]
  any:
    - 'x?y'
    - 12
  regex:
    A|re|i: '(a+)+$'
    a.b|re: "^[a-z]{2,4}\\\\d$"
  other:
    B|fieldref: A
    C|exists: false
    D|gte: 10
    E|cidr: 10.0.0.0/8
    F|wide|base64offset|contains: "cmd.exe"
  timeframe: 5m
  condition: keywords or 1 of any* and (regex or not other)
level: low
`,
  `action: global
title: Several
logsource:
  product: windows
---
id: 11111111-2222-4333-8444-555555555503
detection: &d
  s: { A: [1, true, null, ''], B|contains: &v 'ab' }
  condition: s
---
id: 11111111-2222-4333-8444-555555555504
detection:
  t: { A|neq: *v }
  u: { A|hour: 3 }
  condition: 2 of them
`,
];

/** Pieces of rules that are put into others. */
export const ruleTokens: readonly string[] = [
  ...[
    '|contains',
    '|all',
    '|re',
    '|re|i',
    '|cased',
    '|neq',
    '|exists: true',
    '|fieldref: A',
    '|base64offset',
    '|expand',
  ],
  ...[
    'not ',
    ' and ',
    ' or ',
    '1 of ',
    'all of them',
    '(',
    ')',
    '*',
    '?',
    '\\\\',
    "'",
    '"',
    '# ',
    ': ',
    '- ',
    '? ',
    '| ',
    '>-',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '!!str ',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
    '{',
    '}',
    '[',
    ']',
    ',',
    '\n',
    '\n  ',
    '\t',
    '\r\n',
  ],
  ...[
    'null',
    '~',
    'true',
    '0x1f',
    '1e400',
    '.nan',
    '9007199254740993',
    '\ufeff',
    '\u0000',
    '😀',
    'İ',
    '\u2028',
    '%x%',
  ],
  ...[
    '__proto__',
    'constructor',
    'condition: s\n',
    'action: reset\n',
    'detection:\n',
    '(a{1000}){1000}',
    '(?<n>a)',
    '\\1',
  ],
];
