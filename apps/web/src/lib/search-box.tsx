import { useEffect, useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

/** A search field that tells its text a moment after the last key, and follows when the address changes under it. */
export function SearchBox({
  label,
  placeholder,
  value,
  onSearch,
}: {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
}) {
  const [state, setState] = useState({ text: value, known: value });
  const tell = useRef(onSearch);
  useEffect(() => {
    tell.current = onSearch;
  }, [onSearch]);
  const text = state.known === value ? state.text : value;
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => tell.current(text), 250);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={text}
      onChange={(event) => setState({ text: event.currentTarget.value, known: value })}
    />
  );
}
