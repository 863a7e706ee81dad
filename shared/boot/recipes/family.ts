/** A family of images: how they are told from others and how they boot. One file each; `index.ts` tries them in order. */
import type { Recipe } from '../../model/image.ts';
import type { ImageTree } from './image-tree.ts';

/** Undefined: not one of mine. Asks for few files by name before it searches. */
export type Family = (tree: ImageTree) => Promise<Recipe | undefined>;
