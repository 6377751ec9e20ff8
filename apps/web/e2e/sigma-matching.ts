// What a page needs that only matches events; its size is measured.
export { compileRules, parseEvent, parseRule, parseRules } from '@sluice/sigma';
