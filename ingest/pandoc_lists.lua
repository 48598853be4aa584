-- Keeps what stands around the numbers of a list, "(a)" or "a)", which pandoc's HTML leaves out.
function OrderedList(list)
  local delimiter = tostring(list.listAttributes.delimiter)
  if delimiter == "OneParen" or delimiter == "TwoParens" then
    return pandoc.Div({ list }, pandoc.Attr("", {}, { delimiter = delimiter }))
  end
end
