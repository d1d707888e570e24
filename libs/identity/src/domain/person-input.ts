import type { InputFaults } from '@groundswell/kernel';
import { type Role, ROLES } from '@groundswell/platform';

const EMAIL = /^[^\s@"<>]{1,64}@[^\s@"<>]{1,190}$/u;

/** The address as it is stored and compared: trimmed, lower case. */
export function checkEmail(faults: InputFaults, path: string, email: string): string {
  const address = email.trim().normalize('NFC').toLowerCase();
  if (address === '') faults.add(path, 'The e-mail address is missing.');
  else if (!EMAIL.test(address)) faults.add(path, 'This does not look like an e-mail address: name@company.example.');
  return address;
}

export function checkPersonName(faults: InputFaults, path: string, name: string): string {
  return faults.text(path, name, { label: 'The name', max: 120 });
}

/** Roles without repetition, in the order of the design. */
export function checkRoles(faults: InputFaults, path: string, roles: readonly Role[]): Role[] {
  if (roles.length === 0) faults.add(path, 'Choose at least one role; “runner” is enough to run workflows.');
  return ROLES.filter((role) => roles.includes(role));
}
