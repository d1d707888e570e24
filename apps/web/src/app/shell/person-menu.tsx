import { Menu, useMantineColorScheme, UnstyledButton } from '@mantine/core';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { SignOutDocument } from '@groundswell/contracts';
import { Link } from 'react-router';
import { useChange } from '../../lib/use-fetched.js';

const SCHEMES = [
  { value: 'light', label: 'Light', Icon: IconSun },
  { value: 'dark', label: 'Dark', Icon: IconMoon },
  { value: 'auto', label: 'As the device', Icon: IconDeviceDesktop },
] as const;

/** Who is signed in, and the few things about oneself: account, look, signing out. */
export function PersonMenu({ folded, name, organisation }: { folded: boolean; name: string; organisation: string }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [signOut] = useChange(SignOutDocument);
  const leave = async () => {
    await signOut({});
    // A full load: nothing of this person's answers may stay in memory.
    window.location.assign('/sign-in');
  };
  return (
    <Menu position="top-start" width={224} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className="app-person" aria-label={`${name}, ${organisation}: account and look`}>
          <IconUserCircle size={22} stroke={1.5} aria-hidden="true" />
          {!folded && (
            <span>
              <strong>{name}</strong>
              <span>{organisation}</span>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} aria-hidden="true" />}>
          Your account
        </Menu.Item>
        <Menu.Label>Look</Menu.Label>
        {SCHEMES.map(({ value, label, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden="true" />}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? '✓' : undefined}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
