"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { copyText } from "@/lib/clipboard";

type CopyButtonProps = Pick<ButtonProps, "variant" | "size" | "className"> & {
  text: string;
  label?: string;
  iconOnly?: boolean;
};

/** Copies a text and says so in its own place. */
export function CopyButton({
  text,
  label = "Copiar",
  iconOnly,
  variant = "outline",
  size,
  className,
}: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  const word = { idle: label, copied: "Copiado", failed: "Selecciónelo y copie" }[state];
  return (
    <Button
      variant={variant}
      size={size ?? (iconOnly ? "icon-xs" : "default")}
      className={className}
      aria-label={iconOnly ? word : undefined}
      onClick={async () => setState((await copyText(text)) ? "copied" : "failed")}
    >
      {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      {!iconOnly && <span aria-live="polite">{word}</span>}
    </Button>
  );
}
