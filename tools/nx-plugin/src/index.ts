export { createNodes } from './plugin.ts';
