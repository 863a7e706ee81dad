/** A browser's drop, by kind. */
import type { EngineApi, FirmwareFile } from '../../shared/model/api.ts';
import { AppError } from '../../shared/model/error.ts';
import type { Image } from '../../shared/model/image.ts';
import type { AnswerShelf } from './answers.ts';

type Bytes = AsyncIterable<Uint8Array>;

export function createUpload(options: {
  images: {
    importStream(name: string, sizeBytes: number | undefined, bytes: Bytes): Promise<Image>;
    importNbi(name: string, sizeBytes: number | undefined, bytes: Bytes): Promise<Image>;
  };
  firmware: {
    importStream(name: string, sizeBytes: number | undefined, bytes: Bytes): Promise<FirmwareFile>;
  };
  answers: AnswerShelf;
}): EngineApi['upload'] {
  return async (kind, name, sizeBytes, bytes) => {
    switch (kind) {
      case 'image':
        return options.images.importStream(name, sizeBytes, bytes);
      case 'nbi':
        return options.images.importNbi(name, sizeBytes, bytes);
      case 'firmware':
        return options.firmware.importStream(name, sizeBytes, bytes);
      case 'answer':
        return options.answers.save(name, await textOf(name, bytes));
    }
  };
}

const MAX_ANSWER_BYTES = 1024 * 1024;

async function textOf(name: string, bytes: Bytes): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) {
      throw new AppError(
        'BAD_ARGUMENT',
        `${name} is larger than 1 MiB; that is not an answer file.`,
        'Drop ISO images on the images instead.',
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
