import { useRevalidator, useSubmit } from '@remix-run/react';
import { Building2, LogOut } from 'lucide-react';
import { Menu, type MenuItem } from '#app/components/index.ts';
import { applyAppearance, type Appearance } from '#app/lib/theme.ts';
import type { User } from '#server/context.ts';
import { FaceButton } from './face-button.tsx';

interface AccountMenuProps {
  readonly user: Pick<User, 'name' | 'email'>;
  readonly appearance: Appearance;
}

const THEMES = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** One's own face: who is signed in, how it should look, and the way out. */
export function AccountMenu({ user, appearance }: AccountMenuProps) {
  const submit = useSubmit();
  const { revalidate } = useRevalidator();
  const choose = (change: Partial<Appearance>) => {
    applyAppearance({ ...appearance, ...change });
    revalidate();
  };
  const items: MenuItem[] = [
    { kind: 'heading', label: user.email },
    { kind: 'link', label: 'Workspaces', icon: Building2, to: '/workspaces' },
    { kind: 'separator' },
    { kind: 'heading', label: 'Look' },
    ...THEMES.map(([theme, label]) => ({
      kind: 'choice' as const,
      label,
      checked: appearance.theme === theme,
      onSelect: () => choose({ theme }),
    })),
    {
      kind: 'toggle',
      label: 'Dark script page in the dark',
      checked: appearance.page === 'dark',
      onSelect: () => choose({ page: appearance.page === 'dark' ? 'light' : 'dark' }),
    },
    { kind: 'separator' },
    {
      kind: 'action',
      label: 'Sign out',
      icon: LogOut,
      onSelect: () => submit(null, { method: 'post', action: '/logout' }),
    },
  ];
  return <Menu label="Account" align="end" items={items} trigger={<FaceButton name={user.name} />} />;
}
