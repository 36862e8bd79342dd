-- Neovim with the server of OFFBOX on OFFBOX_FILE: prints the results, one per line. Works from 0.7 on.
vim.o.swapfile = false
local id = vim.lsp.start_client({ name = 'offbox', cmd = { 'node', os.getenv('OFFBOX'), 'lsp' }, root_dir = vim.fn.getcwd() })
vim.cmd('edit ' .. os.getenv('OFFBOX_FILE'))
vim.bo.filetype = 'routeros'
vim.bo.expandtab = true
vim.bo.shiftwidth = 2
vim.lsp.buf_attach_client(0, id)
local function say(...) io.stdout:write(table.concat({ ... }, ' ') .. '\n') end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
  return answers and answers[id] and answers[id].result or {}
end
local function at(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  return vim.lsp.util.make_position_params()
end
local whole = { textDocument = vim.lsp.util.make_text_document_params() }
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, found in ipairs(vim.diagnostic.get(0)) do say('finding', found.lnum + 1, tostring(found.code)) end
for _, item in ipairs(ask('textDocument/completion', at(4, 8))) do
  if item.label == 'firewall' then say('completion', item.label) end
end
say('hover', (ask('textDocument/hover', at(1, 6)).contents.value:gsub('\n.*', '')))
for _, place in ipairs(ask('textDocument/definition', at(3, 7))) do say('definition', place.range.start.line + 1) end
for _, symbol in ipairs(ask('textDocument/documentSymbol', whole)) do say('symbol', symbol.name) end
local actions = ask('textDocument/codeAction', vim.tbl_extend('error', whole, {
  range = { start = { line = 0, character = 16 }, ['end'] = { line = 0, character = 18 } },
  context = { diagnostics = {} },
}))
say('action', actions[1].title)
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
say('mended', vim.api.nvim_buf_get_lines(0, 0, 1, false)[1])
vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', vim.tbl_extend('error', at(2, 8), { newName = 'sum' })), 'utf-16')
say('renamed', vim.api.nvim_buf_get_lines(0, 2, 3, false)[1])
vim.lsp.util.apply_text_edits(ask('textDocument/formatting', vim.tbl_extend('error', whole, { options = { tabSize = 2, insertSpaces = true } })), 0, 'utf-16')
say('formatted', vim.api.nvim_buf_get_lines(0, 4, 5, false)[1])
vim.lsp.stop_client(id)
vim.cmd('qa!')
