/** The text of a consent, as it is read before it is signed: a line that begins with «## » is a title. */
export const ConsentText = ({ text }: { text: string }) => (
  <div className="max-w-prose space-y-3 text-base leading-relaxed">
    {text
      .split("\n")
      .filter((line) => line.trim())
      .map((line, index) =>
        line.startsWith("## ") ? (
          <h2 key={index} className="pt-2 font-semibold">
            {line.slice(3)}
          </h2>
        ) : (
          <p key={index}>{line}</p>
        ),
      )}
  </div>
);
