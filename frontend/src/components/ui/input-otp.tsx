"use client";

import { OTPInput, OTPInputContext } from "input-otp";
import * as React from "react";
import { cn } from "@/lib/utils";

const InputOTP = ({
  className,
  containerClassName,
  ...props
}: React.ComponentProps<typeof OTPInput> & { containerClassName?: string }) => (
  <OTPInput
    containerClassName={cn("flex items-center gap-2 has-[:disabled]:opacity-50", containerClassName)}
    className={cn("disabled:cursor-not-allowed", className)}
    {...props}
  />
);
const InputOTPGroup = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("flex items-center", className)} {...props} />
);

function InputOTPSlot({ index, className, ...props }: React.ComponentProps<"div"> & { index: number }) {
  const slot = React.useContext(OTPInputContext)?.slots[index];
  return (
    <div
      className={cn(
        "relative grid h-11 w-10 place-items-center border-y border-r border-input bg-card font-mono text-lg first:rounded-l-md first:border-l last:rounded-r-md md:h-9 md:w-9",
        slot?.isActive && "z-10 ring-2 ring-ring",
        className,
      )}
      {...props}
    >
      {slot?.char}
      {slot?.hasFakeCaret && (
        <span className="pointer-events-none absolute h-4 w-px animate-caret-blink bg-foreground" />
      )}
    </div>
  );
}

export { InputOTP, InputOTPGroup, InputOTPSlot };
