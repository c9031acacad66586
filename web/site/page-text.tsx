import type { VNode } from 'preact';
import { parsePageText, type Block, type Inline } from '#server/site/page-text.ts';

const Words = ({ inside }: { inside: readonly Inline[] }): VNode => (
  <>
    {inside.map((part, i) => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'break':
          return <br key={i} />;
        case 'strong':
          return (
            <strong key={i}>
              <Words inside={part.inside} />
            </strong>
          );
        case 'em':
          return (
            <em key={i}>
              <Words inside={part.inside} />
            </em>
          );
        case 'link':
          return (
            <a
              key={i}
              href={part.href}
              rel={part.href.startsWith('/') || part.href.startsWith('#') ? undefined : 'external'}
            >
              <Words inside={part.inside} />
            </a>
          );
      }
    })}
  </>
);

const BlockView = ({ block }: { block: Block }): VNode => {
  if (block.kind === 'paragraph')
    return (
      <p>
        <Words inside={block.inside} />
      </p>
    );
  if (block.kind === 'list') {
    const entries = block.entries.map((inside, i) => (
      <li key={i}>
        <Words inside={inside} />
      </li>
    ));
    return block.start === null ? <ul>{entries}</ul> : <ol start={block.start}>{entries}</ol>;
  }
  const Heading = `h${block.level}` as 'h2' | 'h3' | 'h4';
  return (
    <Heading>
      <Words inside={block.inside} />
    </Heading>
  );
};

/** What officials wrote, drawn from plain objects: nothing of it ever is HTML. */
export const PageText = ({ text }: { text: string }): VNode => (
  <>
    {parsePageText(text).map((block, i) => (
      <BlockView key={i} block={block} />
    ))}
  </>
);
