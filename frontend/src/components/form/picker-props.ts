import type { Ref } from "react";

export type PickerProps<T> = {
  /** The name to show for what is chosen. */
  value: string | null;
  onSelect: (item: T) => void;
  onClear?: () => void;
  placeholder?: string;
  id?: string;
  disabled?: boolean;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  /** Prevent its default to send the focus elsewhere than back to the control. */
  onCloseAutoFocus?: (event: Event) => void;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};
