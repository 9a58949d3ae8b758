# Copyright the camel-mxauth authors. Licensed under the Apache License, Version 2.0.
#
# Gives each page of the manual the navigation that index.adoc says, and fails the build for what a
# reader would stumble over: a page that the index does not name, a link to a page or to a section
# that is not there, code that was taken for bold print. Written for Asciidoctor, which builds the pages one by one.
require 'asciidoctor'
require 'asciidoctor/extensions'
require 'pathname'

module Manual
  # A line of the index: a page, or a heading, whose path is nil.
  Entry = Struct.new(:path, :title)

  # The order of the pages.
  class Index
    LINE = /^(?:== (?<heading>.+)|\*+ xref:(?<path>[^\[#]+)\[(?<title>[^\]]+)\].*)$/

    attr_reader :root, :entries, :pages

    def initialize(root)
      @root = Pathname.new(root).cleanpath
      lines = (@root + 'index.adoc').readlines(chomp: true, encoding: 'UTF-8')
      @entries = [Entry.new('index.adoc', 'Overview')] +
                 lines.filter_map { |line| LINE.match(line) }
                      .map { |line| Entry.new(line[:path], line[:heading] || line[:title]) }
      @pages = @entries.select(&:path)
    end
  end

  # What the pages have as link targets, read once each.
  class Targets
    def initialize
      @ids = {}
    end

    def known?(file, id)
      (@ids[file] ||= ids(file)).include?(id)
    end

    private

    def ids(file)
      # A logger that says nothing: the page's own conversion says what is wrong with it.
      speaking = Asciidoctor::LoggerManager.logger
      Asciidoctor::LoggerManager.logger = Asciidoctor::NullLogger.new
      page = Asciidoctor.load_file(file, safe: :unsafe)
      page.catalog[:refs].keys
    ensure
      Asciidoctor::LoggerManager.logger = speaking
    end
  end

  # A page that was converted, with the pages at its side and its neighbours below.
  class Page
    LINK = /href="(?<path>(?![a-z]+:)[^"#]*\.html)?(?:#(?<id>[^"]+))?"/

    # Code whose own characters were taken for a formatting mark.
    TORN = %r{<code>([^<]*)<(?:strong|em|mark|sub|sup)>}

    def initialize(index, targets, document)
      @index = index
      @targets = targets
      @file = Pathname.new(document.attr('docfile')).cleanpath
      @path = @file.relative_path_from(index.root)
      @number = index.pages.index { |entry| entry.path == @path.to_s }
    end

    def check(output)
      complain('the index does not name this page') unless @number
      output.scan(TORN) { |text,| complain("two stars or the like make '#{text}' bold; write it as `+..+`") }
      output.scan(LINK) do
        match = Regexp.last_match
        file = match[:path] ? target(match[:path]) : @file
        if !file.file?
          complain("no page #{match[:path]}")
        elsif match[:id] && !@targets.known?(file.to_s, match[:id])
          complain("no section #{match[:id]} in #{file.relative_path_from(@index.root)}")
        end
      end
    end

    def framed(output)
      breakable(output)
        .sub(/<body([^>]*)>/) { "<body#{$1}>\n#{top}\n<div class=\"manual\">\n<main>" }
        .sub('</body>') { "#{neighbours}\n</main>\n#{sidebar}\n</div>\n</body>" }
    end

    private

    # Long names in tables may be broken where their parts end, or they leave no room beside them.
    def breakable(output)
      output.gsub(%r{<td.*?</td>}m) do |cell|
        cell.gsub(%r{<code>([^<]{24,})</code>}) { "<code>#{$1.gsub(/([._])(?=\w)/, '\1<wbr>')}</code>" }
      end
    end

    def complain(what)
      Asciidoctor::LoggerManager.logger.error("#{@path}: #{what}")
    end

    def target(href)
      (@file.dirname + href.sub(/\.html$/, '.adoc')).cleanpath
    end

    def top
      '<div class="top"><a class="skip" href="#content">To the text</a>' \
        '<a class="to-pages" href="#pages">All pages</a></div>'
    end

    def sidebar
      lines = @index.entries.map do |entry|
        if entry.path
          here = entry.path == @path.to_s ? ' aria-current="page"' : ''
          "<li><a href=\"#{href(entry)}\"#{here}>#{entry.title}</a></li>"
        else
          "<li class=\"part\">#{entry.title}</li>"
        end
      end
      "<nav id=\"pages\" aria-label=\"Pages\">\n<p>camel-mxauth</p>\n<ul>\n#{lines.join("\n")}\n</ul>\n</nav>"
    end

    def neighbours
      number = @number || 0
      before = number.positive? ? @index.pages[number - 1] : nil
      links = [neighbour('prev', 'Before', before), neighbour('next', 'Next', @index.pages[number + 1])]
      "<nav class=\"turn\" aria-label=\"Neighbouring pages\">#{links.join}</nav>"
    end

    def neighbour(relation, label, entry)
      entry && "<a rel=\"#{relation}\" href=\"#{href(entry)}\"><span>#{label}</span>#{entry.title}</a>"
    end

    def href(entry)
      Pathname.new(entry.path).relative_path_from(@path.dirname).to_s.sub(/\.adoc$/, '.html')
    end
  end

  # What Asciidoctor calls for each page.
  class Navigation < Asciidoctor::Extensions::Postprocessor
    def initialize(config = {})
      super
      @targets = Targets.new
      @indexes = {}
    end

    def process(document, output)
      root = document.attr('manual-root')
      page = Page.new(@indexes[root] ||= Index.new(root), @targets, document)
      page.check(output)
      page.framed(output)
    end
  end
end

Asciidoctor::Extensions.register do
  postprocessor Manual::Navigation
end
