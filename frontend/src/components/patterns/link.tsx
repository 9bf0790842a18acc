"use client";

import { type ComponentProps, useState } from "react";
// eslint-disable-next-line no-restricted-imports -- the one place that wraps it
import NextLink from "next/link";

type Props = Omit<ComponentProps<typeof NextLink>, "prefetch">;

/**
 * Next's link, prefetched when somebody means it: points at it, touches it, or comes to it with the keyboard. Next fetches
 * whatever is in view, which is the whole menu: two thirds of what a page sent was of pages that nobody opened.
 */
export function Link({ onMouseEnter, onTouchStart, onFocus, ...props }: Props) {
  const [meant, setMeant] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={meant ? null : false}
      onMouseEnter={(event) => {
        setMeant(true);
        onMouseEnter?.(event);
      }}
      onTouchStart={(event) => {
        setMeant(true);
        onTouchStart?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
    />
  );
}
