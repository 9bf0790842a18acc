import type { Config } from "tailwindcss";
import animate from "tailwindcss-animate";

const token = (name: string) => `hsl(var(--${name}) / <alpha-value>)`;
const pair = (name: string) => ({ DEFAULT: token(name), foreground: token(`${name}-foreground`) });
const state = (name: string) => ({ DEFAULT: token(name), bg: token(`${name}-bg`), fg: token(`${name}-fg`) });

const config: Config = {
  darkMode: "class",
  content: ["./src/**/*.{ts,tsx}"],
  theme: {
    extend: {
      fontFamily: {
        sans: ["var(--font-geist-sans)", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["var(--font-geist-mono)", "ui-monospace", "monospace"],
      },
      fontSize: {
        "2xs": ["11px", "16px"],
        xs: ["12px", "16px"],
        sm: ["13px", "20px"],
        base: ["14px", "20px"],
        lg: ["16px", "24px"],
        xl: ["20px", "28px"],
        "2xl": ["24px", "32px"],
        kpi: ["26px", "32px"],
        "3xl": ["28px", "32px"],
      },
      colors: {
        background: token("background"),
        foreground: token("foreground"),
        card: pair("card"),
        popover: pair("popover"),
        primary: pair("primary"),
        secondary: pair("secondary"),
        muted: pair("muted"),
        accent: pair("accent"),
        destructive: pair("destructive"),
        border: token("border"),
        input: token("input"),
        ring: token("ring"),
        chart: {
          1: token("chart-1"),
          2: token("chart-2"),
          3: token("chart-3"),
          4: token("chart-4"),
          5: token("chart-5"),
        },
        sidebar: {
          DEFAULT: token("sidebar-background"),
          foreground: token("sidebar-foreground"),
          primary: pair("sidebar-primary"),
          accent: pair("sidebar-accent"),
          border: token("sidebar-border"),
          ring: token("sidebar-ring"),
        },
        success: state("success"),
        warning: state("warning"),
        info: state("info"),
        danger: state("danger"),
        st: {
          pending: state("st-pending"),
          confirmed: state("st-confirmed"),
          arrived: state("st-arrived"),
          "in-progress": state("st-in-progress"),
          completed: state("st-completed"),
          cancelled: state("st-cancelled"),
          "no-show": state("st-no-show"),
        },
      },
      borderRadius: {
        sm: "calc(var(--radius) - 4px)",
        md: "calc(var(--radius) - 2px)",
        lg: "var(--radius)",
        xl: "calc(var(--radius) + 4px)",
      },
      boxShadow: { 1: "var(--shadow-1)", 2: "var(--shadow-2)", 3: "var(--shadow-3)" },
      letterSpacing: { title: "-0.02em", kpi: "-0.025em" },
      transitionDuration: { 120: "120ms", 160: "160ms", 220: "220ms" },
      transitionTimingFunction: { in: "cubic-bezier(.2,.8,.2,1)", out: "cubic-bezier(.4,0,1,1)" },
      keyframes: {
        "accordion-down": { from: { height: "0" }, to: { height: "var(--radix-accordion-content-height)" } },
        "accordion-up": { from: { height: "var(--radix-accordion-content-height)" }, to: { height: "0" } },
        appear: { from: { opacity: "0" }, to: { opacity: "1" } },
        "caret-blink": { "0%,70%,100%": { opacity: "1" }, "20%,50%": { opacity: "0" } },
      },
      animation: {
        "accordion-down": "accordion-down 160ms cubic-bezier(.2,.8,.2,1)",
        "accordion-up": "accordion-up 160ms cubic-bezier(.4,0,1,1)",
        // A skeleton is worth showing only to someone who is really waiting.
        "appear-late": "appear 160ms linear 200ms both",
        "caret-blink": "caret-blink 1.25s ease-out infinite",
      },
    },
  },
  plugins: [animate],
};

export default config;
