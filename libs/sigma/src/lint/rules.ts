import type { LintRule } from './lint-rule.ts';
import { allSingle } from './rules/all-single.ts';
import { authorForm } from './rules/author-form.ts';
import { booleanWord } from './rules/boolean-word.ts';
import { cidrForPrefix } from './rules/cidr-for-prefix.ts';
import { conditionThem } from './rules/condition-them.ts';
import { contradiction } from './rules/contradiction.ts';
import { dateForm } from './rules/date-form.ts';
import { dateMissing } from './rules/date-missing.ts';
import { dateOrder } from './rules/date-order.ts';
import { descriptionMissing } from './rules/description-missing.ts';
import { descriptionShort } from './rules/description-short.ts';
import { emptyValue } from './rules/empty-value.ts';
import { falsepositivesMissing } from './rules/falsepositives-missing.ts';
import { falsepositivesWording } from './rules/falsepositives-wording.ts';
import { fieldLookalike } from './rules/field-lookalike.ts';
import { fieldSpace } from './rules/field-space.ts';
import { keyUnknown } from './rules/key-unknown.ts';
import { levelCase } from './rules/level-case.ts';
import { levelMissing } from './rules/level-missing.ts';
import { levelNear } from './rules/level-near.ts';
import { licenseForm } from './rules/license-form.ts';
import { listForm } from './rules/list-form.ts';
import { listOfOne } from './rules/list-of-one.ts';
import { logsourceCase } from './rules/logsource-case.ts';
import { logsourceCategory } from './rules/logsource-category.ts';
import { logsourceEmpty } from './rules/logsource-empty.ts';
import { logsourceKey } from './rules/logsource-key.ts';
import { matchesEmpty } from './rules/matches-empty.ts';
import { modifierUnknown } from './rules/modifier-unknown.ts';
import { nullText } from './rules/null-text.ts';
import { numberForm } from './rules/number-form.ts';
import { outerWildcard } from './rules/outer-wildcard.ts';
import { pathSeparator } from './rules/path-separator.ts';
import { referenceForm } from './rules/reference-form.ts';
import { referenceRepeated } from './rules/reference-repeated.ts';
import { regexNeedless } from './rules/regex-needless.ts';
import { regexNestedRepeat } from './rules/regex-nested-repeat.ts';
import { regexOpenEnds } from './rules/regex-open-ends.ts';
import { regexPortable } from './rules/regex-portable.ts';
import { relatedForm } from './rules/related-form.ts';
import { selectionKeyword } from './rules/selection-keyword.ts';
import { selectionMixed } from './rules/selection-mixed.ts';
import { selectionRepeated } from './rules/selection-repeated.ts';
import { statusMissing } from './rules/status-missing.ts';
import { statusUnknown } from './rules/status-unknown.ts';
import { tagAttackForm } from './rules/tag-attack-form.ts';
import { tagCveForm } from './rules/tag-cve-form.ts';
import { tagForm } from './rules/tag-form.ts';
import { tagNamespace } from './rules/tag-namespace.ts';
import { tagRepeated } from './rules/tag-repeated.ts';
import { tagTlpValue } from './rules/tag-tlp-value.ts';
import { titleLength } from './rules/title-length.ts';
import { titlePeriod } from './rules/title-period.ts';
import { titleWording } from './rules/title-wording.ts';
import { valueCovered } from './rules/value-covered.ts';
import { valueLineEnd } from './rules/value-line-end.ts';
import { valueRepeated } from './rules/value-repeated.ts';
import { valueSpace } from './rules/value-space.ts';
import { wildcardForModifier } from './rules/wildcard-for-modifier.ts';
import { wildcardOnly } from './rules/wildcard-only.ts';

/** All lint rules. */
export const lintRules: readonly LintRule[] = [
  allSingle,
  authorForm,
  booleanWord,
  cidrForPrefix,
  conditionThem,
  contradiction,
  dateForm,
  dateMissing,
  dateOrder,
  descriptionMissing,
  descriptionShort,
  emptyValue,
  falsepositivesMissing,
  falsepositivesWording,
  fieldLookalike,
  fieldSpace,
  keyUnknown,
  levelCase,
  levelMissing,
  levelNear,
  licenseForm,
  listForm,
  listOfOne,
  logsourceCase,
  logsourceCategory,
  logsourceEmpty,
  logsourceKey,
  matchesEmpty,
  modifierUnknown,
  nullText,
  numberForm,
  outerWildcard,
  pathSeparator,
  referenceForm,
  referenceRepeated,
  regexNeedless,
  regexNestedRepeat,
  regexOpenEnds,
  regexPortable,
  relatedForm,
  selectionKeyword,
  selectionMixed,
  selectionRepeated,
  statusMissing,
  statusUnknown,
  tagAttackForm,
  tagCveForm,
  tagForm,
  tagNamespace,
  tagRepeated,
  tagTlpValue,
  titleLength,
  titlePeriod,
  titleWording,
  valueCovered,
  valueLineEnd,
  valueRepeated,
  valueSpace,
  wildcardForModifier,
  wildcardOnly,
];
