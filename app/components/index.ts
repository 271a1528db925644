/**
 * The design system: tokens (tokens.css) and the components made of them. It knows no domain: nothing here has heard of
 * scenes, panels or roles.
 */
export { Avatar, AvatarStack } from './avatar.tsx';
export { Badge, Mark, type Tone } from './badge.tsx';
export { BrandMark, Wordmark } from './brand.tsx';
export { Button, ButtonLink, type ButtonVariant } from './button.tsx';
export { CommandsProvider, useAllCommands, useCommands, type Command } from './commands.tsx';
export { CommandPalette, ShortcutSheet } from './command-sheets.tsx';
export { ContextMenu, type MenuPlace } from './context-menu.tsx';
export { CopyField } from './copy-field.tsx';
export { cx } from './cx.ts';
export { FormDialog } from './form-dialog.tsx';
export { Dialog } from './dialog.tsx';
export { EmptyState } from './empty-state.tsx';
export { ErrorPage } from './error-page.tsx';
export { Field, type FieldLook } from './field.tsx';
export { Icon } from './icon.tsx';
export { IconButton } from './icon-button.tsx';
export { initials } from './initials.ts';
export { Kbd } from './kbd.tsx';
export { later, warmParts, whenIdle } from './later.tsx';
export { Menu, type MenuItem } from './menu.tsx';
export { NoticeBar } from './notice-bar.tsx';
export { ProgressBar } from './progress-bar.tsx';
export { dayText } from './relative-text.ts';
export { RelativeTime } from './relative-time.tsx';
export { nextFocus } from './roving.ts';
export { SaveLight, type SaveLightState } from './save-light.tsx';
export { SegmentedControl, SegmentedNav } from './segmented-nav.tsx';
export { Select, type SelectOption } from './select.tsx';
export { Skeleton } from './skeleton.tsx';
export { SplitPane, type Pane } from './split-pane.tsx';
export { Suggestions } from './suggestions.tsx';
export { Tabs } from './tabs.tsx';
export { TextArea, TextField } from './text-field.tsx';
export { ToastProvider, useToast, type Toast } from './toast.tsx';
export { Tooltip } from './tooltip.tsx';
export { useCopy } from './use-copy.ts';
export { VisuallyHidden } from './visually-hidden.tsx';
