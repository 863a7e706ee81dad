/** Text made for one request, as a file the servers can hand out. */
import type { BootFile } from '../../shared/model/boot-file.ts';
import { textVersion } from './answers.ts';

export function textFile(text: string, contentType = 'text/plain; charset=utf-8'): BootFile {
  const bytes = new TextEncoder().encode(text);
  return {
    sizeBytes: bytes.length,
    version: textVersion(text),
    contentType,
    generated: true,
    async read(target, position) {
      const part = bytes.subarray(position, position + target.length);
      target.set(part);
      return part.length;
    },
    async close() {},
  };
}
