import { Fragment } from 'react';
import { Code, List, Stack, Table, Text } from '@mantine/core';
import { ScrollRegion } from './scroll-region.js';
import { inertBlocks, strongPieces, type InertBlock } from './inert-blocks.js';

function Line({ text }: { text: string }) {
  return strongPieces(text).map((piece, index) => (
    <Fragment key={index}>{index % 2 === 1 ? <strong>{piece}</strong> : piece}</Fragment>
  ));
}

function Block({ block }: { block: InertBlock }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Text fw={620}>
          <Line text={block.text} />
        </Text>
      );
    case 'paragraph':
      return (
        <Text size="md" className="gs-reading gs-break gs-lines">
          <Line text={block.text} />
        </Text>
      );
    case 'code':
      return (
        <Code block className="gs-json" tabIndex={0} role="group" aria-label="Preformatted text">
          {block.text}
        </Code>
      );
    case 'list':
      return (
        <List type={block.ordered ? 'ordered' : 'unordered'} size="md" className="gs-reading gs-break" withPadding>
          {block.items.map((item, index) => (
            <List.Item key={index}>
              <Line text={item} />
            </List.Item>
          ))}
        </List>
      );
    case 'table':
      return (
        <ScrollRegion label="Table in the text" minWidth={320}>
          <Table withTableBorder>
            <Table.Thead>
              <Table.Tr>
                {block.head.map((cell, index) => (
                  <Table.Th key={index}>
                    <Line text={cell} />
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {block.rows.map((row, index) => (
                <Table.Tr key={index}>
                  {row.map((cell, at) => (
                    <Table.Td key={at}>
                      <Line text={cell} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      );
  }
}

/**
 * Text that came from a model or a tool. Drawn as plain paragraphs, lists and tables: no HTML, no images, no links that can be
 * clicked, so that nothing in it can load, run or lead away.
 */
export function InertText({ text }: { text: string }) {
  return (
    <Stack gap="sm">
      {inertBlocks(text).map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </Stack>
  );
}
