// The calendar's stylesheet nests its rules; Tailwind reads them flat.
const config = { plugins: { "tailwindcss/nesting": {}, tailwindcss: {}, autoprefixer: {} } };

export default config;
