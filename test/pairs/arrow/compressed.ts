import { type Message, MessageReader, type RecordBatch } from 'apache-arrow';
import { BodyCompression } from 'apache-arrow/fb/body-compression';
import { Buffer as FlatRegion } from 'apache-arrow/fb/buffer';
import { FieldNode } from 'apache-arrow/fb/field-node';
import { Message as FlatMessage } from 'apache-arrow/fb/message';
import { RecordBatch as FlatBatch } from 'apache-arrow/fb/record-batch';
import { Builder } from 'flatbuffers';

/** An Arrow stream with the buffers of its record batches packed: 0 is LZ4, 1 Zstandard. */
export function compressed(stream: Uint8Array, codec: number, pack: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const reader = new MessageReader(stream);
  const parts: Uint8Array[] = [];
  const view = new DataView(stream.buffer, stream.byteOffset);
  parts.push(stream.slice(0, 8 + view.getInt32(4, true))); // the schema as it stands
  for (const message of reader) {
    const body = reader.readMessageBody(message.bodyLength);
    if (message.isRecordBatch()) parts.push(...packedBatch(message, body, codec, pack));
  }
  parts.push(Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0));
  return new Uint8Array(Buffer.concat(parts));
}

function packedBatch(message: Message, body: Uint8Array, codec: number, pack: (bytes: Uint8Array) => Uint8Array): Uint8Array[] {
  const header = message.header() as unknown as {
    length: number;
    nodes: { length: number; nullCount: number }[];
    buffers: { offset: number; length: number }[];
  } & RecordBatch;
  let at = 0;
  const pieces: Uint8Array[] = [];
  const regions = header.buffers.map(({ offset, length }) => {
    const size = Buffer.alloc(8);
    size.writeBigInt64LE(BigInt(length));
    const bytes = length === 0 ? Buffer.alloc(0) : Buffer.concat([size, pack(body.subarray(offset, offset + length))]);
    const padded = Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
    const region = { offset: at, length: bytes.length };
    pieces.push(padded);
    at += padded.length;
    return region;
  });
  const metadata = metadataOf(header, regions, at, codec);
  const head = Buffer.alloc(8);
  head.writeInt32LE(-1);
  head.writeInt32LE(metadata.length, 4);
  return [head, metadata, ...pieces];
}

function metadataOf(
  header: { length: number; nodes: { length: number; nullCount: number }[] },
  regions: readonly { offset: number; length: number }[],
  bodyLength: number,
  codec: number,
): Uint8Array {
  const builder = new Builder();
  FlatBatch.startNodesVector(builder, header.nodes.length);
  for (const node of [...header.nodes].reverse()) FieldNode.createFieldNode(builder, BigInt(node.length), BigInt(node.nullCount));
  const nodes = builder.endVector();
  FlatBatch.startBuffersVector(builder, regions.length);
  for (const { offset, length } of [...regions].reverse()) FlatRegion.createBuffer(builder, BigInt(offset), BigInt(length));
  const buffers = builder.endVector();
  BodyCompression.startBodyCompression(builder);
  BodyCompression.addCodec(builder, codec);
  const compression = BodyCompression.endBodyCompression(builder);
  FlatBatch.startRecordBatch(builder);
  FlatBatch.addLength(builder, BigInt(header.length));
  FlatBatch.addNodes(builder, nodes);
  FlatBatch.addBuffers(builder, buffers);
  FlatBatch.addCompression(builder, compression);
  const batch = FlatBatch.endRecordBatch(builder);
  FlatMessage.startMessage(builder);
  FlatMessage.addVersion(builder, 4);
  FlatMessage.addHeaderType(builder, 3);
  FlatMessage.addHeader(builder, batch);
  FlatMessage.addBodyLength(builder, BigInt(bodyLength));
  FlatMessage.finishMessageBuffer(builder, FlatMessage.endMessage(builder));
  const bytes = builder.asUint8Array();
  return new Uint8Array(Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]));
}
