import { Text } from '@mantine/core';
import { useEffect, useRef } from 'react';

/** What a model has said so far in a turn that is not over. */
export interface SpeakingValue {
  readonly stepId: string;
  readonly attempt: number;
  readonly text: string;
}

const NEAR_END_PX = 48;

/** Words while they come: plain text, scrolled along for as long as the reader stays at its end. */
export function Speaking({ speaking }: { speaking: SpeakingValue }) {
  const box = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const { current } = box;
    if (current !== null && follows.current) current.scrollTop = current.scrollHeight;
  }, [speaking.text]);
  return (
    <>
      {speaking.attempt > 1 && (
        <Text size="xs" c="dimmed" role="status">
          The model’s reply broke off and is asked for again. What it had said is taken back.
        </Text>
      )}
      {speaking.text !== '' && (
        <div
          ref={box}
          className="gs-speaking gs-break"
          tabIndex={0}
          role="group"
          aria-label="What the model is saying"
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            follows.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
          }}
        >
          {speaking.text}
          <span className="gs-caret" aria-hidden="true" />
        </div>
      )}
    </>
  );
}
