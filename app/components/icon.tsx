import type { LucideIcon } from 'lucide-react';

interface IconProps {
  readonly of: LucideIcon;
  readonly size?: number;
  /** Only for an icon that stands alone; beside a word it is decoration. */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
}

export function Icon({ of: Glyph, size = 16, label, className }: IconProps) {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <Glyph size={size} strokeWidth={1.5} focusable={false} className={className} {...naming} />;
}
