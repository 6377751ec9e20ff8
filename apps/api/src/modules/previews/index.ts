export { PreviewedPipelinesType } from './change-preview.type.ts';
export { previewTouched } from './preview-touched.ts';
export { rehearse } from './rehearse.ts';
