import { cn } from "@/lib/utils";

export function LogoMark({ className }: { className?: string }) {
  return (
    <span
      className={cn("grid size-7 shrink-0 place-items-center rounded-lg bg-primary text-primary-foreground", className)}
    >
      <svg
        viewBox="0 0 20 20"
        className="size-[18px]"
        fill="none"
        stroke="currentColor"
        strokeWidth={2.2}
        strokeLinecap="round"
        aria-hidden
      >
        <path d="M10 2.6a7.4 7.4 0 1 0 7.4 7.4" />
        <path d="M10 7v6M7 10h6" />
        <circle cx="15.6" cy="4.4" r="1.5" fill="currentColor" stroke="none" />
      </svg>
    </span>
  );
}
