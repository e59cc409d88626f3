### The interface in English. A new language is one more file like this one: the same messages with
### the same $variables, named by the language's code. A quote is never part of a message: it stays
### in the language of its article.

day_in_year = { $day } { $month } { $year }
day_of_year = { $day } { $month }
month = { $month } { $year }

strengths =
    .denies = Denied by
    .rejects = Rejected by
    .doubts = Doubted by
    .may-concern = May concern this, from
    .conflicting-number = Another number from
    .conflicting-date = Another date from
against =
    .denies = Said against
    .rejects = Said against
    .doubts = Casts doubt on
    .may-concern = May be said against
    .conflicting-number = Another number than
    .conflicting-date = Another date than
commands =
    .ask = Ask the articles a question
    .disputes = Claims and their denials, side by side
    .timeline = What happened when; add words to narrow it
    .who = Everything that somebody says: /who NAME
    .sources = List the articles that I search
    .export = The ledger of claims as a file
    .proof = In reply to an answer: a file that proves its quotes
    .language = Choose the language that I speak
    .privacy = What I keep of you
    .forget = Forget what I keep of you
    .help = How to ask, and what I do not do
short_description = Ask who delivered what, when, and who disputes it. I answer in quotes only.
description = Ask me who delivered what, when, and who disputes it. I search a collection of news articles and answer with their own words: whole sentences, who says them, when, and who says otherwise. I never write an answer myself; where the articles are silent, I say so.
help =
    Ask in plain words, in English or in French. I answer with sentences of the articles, word for word, and say who says so, when, and who disputes it.

    For example:
    Who delivered the helicopters?
    Who disputes it?
    Quand le retrait doit-il être achevé ?

    /ask QUESTION – ask, also in groups
    /disputes – claims and their denials
    /timeline WORDS – what happened when
    /who NAME – everything that somebody says
    /sources WORDS – the articles that I search
    /export – who said what, as a file
    /proof – in reply to an answer: a file that proves its quotes
    /language – the language that I speak
    /privacy – what I keep of you
    /forget – forget it

    In a question, from:reuters, since:2022-04 and before:2022-05-01 narrow the articles.

    For my owner and admins: reply with /add to a post, a file or a link, and I add it to the articles. A file sent to me, or a post forwarded to me, has a button for it. /remove, in reply to a quote, or with the name of an article, takes it out again. /invite, /members, /revoke, and /allow in a group decide who may ask me; /stats tells what is asked.

    “In context” shows the paragraphs around a quote, “More” the next quotes.

    What I do not do: sum up, judge who is right, or say anything that no article says.
start = Hello!{ " " }
privacy =
    What I keep of you:

    • What you write, on disk until it is answered, for a day at most; then it is deleted, text and all. That it came is remembered for two days by a number, so that nothing is answered twice.
    • Your last questions, in memory only and until half an hour of silence, so that “Who disputes it?” is understood.
    • Your number in Telegram, with the language that you chose and with what whoever runs this bot allows you.
    • Which of my messages answers which of yours, by their numbers.
    • Quotes that you rated, each with your question, for 400 days at most.
    • Articles that you sent to be added, while I wait for your word, for two days at most.
    • Questions that I could not answer, without who asked them, until half a year after they were asked last; my owner and admins can read them.

    My log holds nothing that you write. What stands in this chat is kept by Telegram.

    /forget deletes your questions, your ratings, your language and what waits to be added now; not the questions without an answer, since nothing says whose they are.
forgotten = Forgotten: your questions, your ratings and the language that you chose. What stands in this chat is Telegram's to keep; you can delete it here.
which_language = In which language shall I speak to you? Quotes stay in the language of their article.
as_in_telegram = As in my Telegram
language_chosen = From now on I speak English.
how_to_ask = Put your question behind the command, such as: /ask Who delivered the helicopters?
how_to_name = Put a name behind the command, such as: /who Africa Intelligence
text_only = I can read text only. Please type your question.
not_for_you = I answer only to people I know. Your number is { $number }: give it to whoever runs this bot.
not_for_you_here = I answer only to people I know.
slow_down = Too much at once: try again in { $seconds } s.
admin_commands =
    .invite = A code that lets one person in: /invite, or /invite admin
    .add = Add a post, a file or a link: reply to it with /add
    .remove = Take an article out: in reply to a quote of it, or /remove NAME
    .members = Who may ask me
    .allow = In a group: let everybody there ask me there
    .revoke = Take somebody's role: /revoke NUMBER
    .stats = What is asked, and what people think of the answers
ranks =
    .owner = owner
    .admin = admin
    .member = member
    .chat = group
welcome =
    .member = Welcome! From now on I answer you, here and in groups.
    .admin = Welcome! From now on I answer you, here and in groups, and you decide with the owner who may ask: /invite, /members, /allow in a group, /revoke.
only_admins = Only my owner and admins may do that.
only_owner = Only my owner decides who is an admin.
owner_stays = That is my owner: the setting SAIDWHO_OWNER says who it is.
in_private = Write me that in our private chat: it is not for everybody to read.
in_a_group = Write that in the group that I am to answer in.
how_to_invite = Write /invite for a member, or /invite admin for an admin.
invited =
    An invitation as { $rank }, good for one person and for 24 hours. Pass on this link:
    { $link }
    or have them send me the code: { $code }
accepted = { $name } ({ $number }) has accepted your invitation, as { $rank }. If that is nobody you know: /revoke { $number }
invitation_withdrawn = Nobody can accept that invitation any more.
no_invitation = That invitation has been accepted already, or is too old: /members names who may.
chat_allowed = From now on everybody in this group may ask me here. /revoke ends that.
how_to_revoke = /revoke NUMBER takes a role; in a group also as a reply to somebody, and alone for the group itself; /revoke CODE takes back an invitation.
revoked = { $number } has no role any more.
nobody_revoked = { $number } has no role that could be taken.
question_gone = I can no longer see the question; please ask it again.
button_unknown = This button is unknown to me; please ask your question again.
article_changed = The article has changed or is gone since; please ask again.
no_more = There are no further quotes.
no_more_articles = There are no further articles.
went_wrong = Sorry, something went wrong on my side; nothing of your question is the matter. Please ask again, or report incident { $incident }.
too_large = The ledger is too large for Telegram; `saidwho export` writes it in a terminal.
sides_gone = Nobody in the articles disputes this.
article =
    { $number ->
        [one] { $number } article
       *[other] { $number } articles
    }
passage =
    { $number ->
        [one] { $number } passage
       *[other] { $number } passages
    }
quote =
    { $number ->
        [one] { $number } quote
       *[other] { $number } quotes
    }
dispute =
    { $number ->
        [one] { $number } dispute
       *[other] { $number } disputes
    }
event =
    { $number ->
        [one] { $number } dated event or statement
       *[other] { $number } dated events and statements
    }
no_disputes = I found no claim in the articles that another source denies.
no_events = The articles date nothing of that.
nothing_said = The articles quote nobody whose name or description holds “{ $name }”.
nothing_else = The articles quote nothing else of “{ $name }”.
said_then = { $when }, said
searched = Searched { $articles }{ $period }{ $undated }, { $passages }.
of_day = { " " }of { $day }
from_to = { " " }from { $first } to { $last }
undated = { " " }({ $number } without a date)
nearest = Not an answer, but nearest:
taken_as = Taking “{ $typed }” as “{ $meant }”.
no_words = Your message holds no word to search for.
none_occurs = None of the words of your question occurs in the articles.
not_occurring =
    { $number ->
        [one] { $words } does not occur in the articles.
       *[other] { $words } do not occur in the articles.
    }
quoted = “{ $text }”
no_money = The articles give no amount of money for that.
no_number = The articles give no number for that.
apart = Nothing in the articles brings “{ $word }” together with the rest of your question.
other_time = What the articles have on this is of another time than you ask about.
no_words_of = The articles that come nearest quote nothing on that from “{ $whom }”.
no_role = The articles that come nearest name no “{ $role }”.
bad_filter = “{ $filter }” cannot be read: give an outlet as from:reuters, a day as 2022-04-18, a month as 2022-04 or a year as 2022.
no_article_there = No article fits “{ $filter }”.
no_outlet_there = No article is from “{ $outlet }”.
outlets_are = The outlets are: { $outlets }.
no_outlets = No article names its outlet.
only_outlets = Looking only at { $outlets }.
only_days = Looking only at articles published { $days }.
only_both = Looking only at { $outlets }, { $days }.
since_day = since { $first }
until_day = up to { $last }
between_days = from { $first } to { $last }
on_day = on { $day }
none_outlets = Nothing from { $outlets } answers that; articles that name it are quoted.
none_days = No article published { $days } answers that; others are quoted.
none_both = Nothing from { $outlets }, { $days }, answers that; articles that name it are quoted.
too_many = That are { $articles }: add words to look for, or narrow it further.
list_them = /sources { $filter } lists the articles.
as_before = { $narrowed } As in the question before.
not_covered = No sentence in the articles covers what you ask.
nobody_denies = No source in the articles denies that.
says = Says:{ " " }
itself = the article itself
quoting = , quoting{ " " }
nobody_named = nobody named
anonymous = anonymous
via = via { $secondary }
perhaps = = { $antecedent }?
said = Said:{ " " }
happened = When:{ " " }
# a month or a year; French needs other words before a day and a period
about = about { $when }
about_day = about { $when }
about_period = about { $when }
unresolved = day unknown, the article has no date
to = { $first } to { $last }
paragraph = paragraph { $number }
also_in = Also in{ " " }
and_more = { " " }and { $number } more
no_date = no date
in_language = in { $language }
normalised = typography normalised by Telegram
untitled = (untitled)
newest_first = { $articles }, newest first
newest_found = “{ $asked }”: { $articles }, newest first
found_inside = “{ $asked }” in their text: { $articles }, newest first
see_quote = quote { $number }
see_under = as under { $number }
in_context = In context
newer = ‹ Newer
older = Older ›
more = More
who_disputes = Who disputes this?
who_says = Who says this?
paragraph_before = ‹ Previous paragraph
paragraph_behind = Next paragraph ›
open_source = Open source
copy_quote = Copy quote
share = Share
proof = Proof
helpful = Helpful
wrong_quote = Wrong quote
rated_helpful = Thank you, noted as helpful. Your question is kept with it.
rated_wrong = Thank you, noted as a wrong quote. Your question is kept with it.
rating_not_kept = Your rating could not be kept; please try again later.
stats_nothing = Nobody has asked or rated anything in the last { $days } days.
stats_head = The last { $days } days
stats_asked =
    { $questions ->
        [one] { $questions } question: { $answered } answered, { $refused } not
       *[other] { $questions } questions: { $answered } answered, { $refused } not
    }
stats_rated = Rated helpful: { $helpful }, wrong: { $wrong }
stats_inline = Looked up while somebody typed inline, counted apart: { $number }
stats_took = Looking for an answer took at most { $median } ms in half of all cases, { $slow } ms in 95 of 100.
stats_day = { $day } – asked { $asked }: answered { $answered }, refused { $refused }; helpful { $helpful }, wrong { $wrong }
stats_unanswered = Most often not answered
stats_after = (after: { $question })
stats_in_private = What was not answered I tell in our private chat only.
stats_bars =
    .answered = answered
    .refused = not answered
    .helpful = rated helpful
    .wrong = rated wrong
may_not_rate = Only whoever asked, or an admin, may rate an answer here.
how_to_prove = Reply to an answer of mine with /proof, or with /proof 2 for its second quote.
nothing_like_it = Nothing in the articles is like that claim.
stands_there = It stands in the articles, word for word:
comes_nearest = What comes nearest to it in the articles; compare the words:
denials_bearing = Denials in the articles that bear on it:
disputed = disputed
how_inline = Type a question behind my name, such as “Who delivered the helicopters?”, and choose one of the quotes.
how_inline_button = How to ask
nothing_found = No answer; nearest below
how_as_guest = Ask me a question behind my name, or reply to a message with my name alone: I look up who disputes what it says.
add_post = Add to the library
how_to_add = Reply with /add to a post, a file or a link, or send a file with /add as its caption. Behind the command may stand a link, the day of publication, or the article itself.
not_a_day = I cannot tell which day that is. Please write it as 2022-04-18; it must not lie ahead.
not_read = Nothing was added. { $reason }
unreadable =
    .too-long = It is longer than an article may be, or holds more than I take here. Use `saidwho add` in a terminal, or cut it into files.
    .no-kind = That is no kind of file that I read: text, Markdown, HTML, PDF, JSON lines, feeds.
    .no-text = It holds no text that could be quoted.
    .too-heavy = It cannot be read in the time and memory allowed for it.
    .damaged = It is damaged, or not what its name says.
    .address = I fetch only https addresses of public sites, by their names.
    .not-there = The page could not be fetched. Try again later, or save the page and send me the file.
file_too_large = Nothing was added: Telegram lets me fetch files up to { $megabytes } MB only. Use `saidwho add` in a terminal.
file_gone = Nothing was added: the file is not to be had from Telegram any more. Please send it again.
no_fetching = Nothing was added: I fetch links only where SAIDWHO_FETCH allows it. Save the page, and send me the file.
forward_post = Nothing was added: that is the link of a post. Please forward the post itself.
library_busy = Not done yet: another process is writing to the library. Please try again when that has finished.
library_fails = Not done: the library could not be written. The log says why.
only_until_restart = It is kept in memory, until the bot stops; with SAIDWHO_DATA it stays.
offer_gone = That is done already, or too old. Please send it again.
which_day = Which day was it published? Reply with the date, such as 2022-04-18; then I add it.
which_days =
    { $number ->
        [one] { $number } has no date. Reply with the day it was published, such as 2022-04-18; then I add all.
       *[other] { $number } have no date. Reply with the day they were published, such as 2022-04-18, if it is the same one; then I add all.
    }
day_of_which = Several wait for their date. Please reply to the question about the one you mean.
add_it = Shall I add it to the library?
add = Add to the library
do_not_add = Don't add
add_undated = Add without a date
day_of_post = { $day }, as the post
added = Added to the library.
new_version = Added as a new version; quotes of the earlier one still verify.
not_added = Not added.
there_already = That stands in the library already: { $article }
there = there already
articles_added =
    { $number ->
        [one] { $number } article added
       *[other] { $number } articles added
    }
articles_replaced = { $number } as a new version
articles_known = { $number } there already
field_title = Title:
field_date = Date:
field_outlet = Outlet:
field_language = Language:
field_link = Link:
not_given = not given
not_recognised = not recognised
not_understood = I read who says what, and when, in English and French only.
as_posted = { $day } (when it was posted, in UTC)
claim =
    { $number ->
        [one] { $number } statement with a source
       *[other] { $number } statements with a source
    }
nearly_the_same = Nearly the same text stands in the library:
of_them_nearly =
    { $number ->
        [one] Nearly the text of { $number } of them stands in the library already.
       *[other] Nearly the text of { $number } of them stands in the library already.
    }
remarks = Take note:
remove_again = Remove it again
remove_this = Remove this article? It will be found no more; quotes of it still verify.
    { $article }
remove_which = Which article is to be removed?
remove = Remove
keep = Keep
kept = Kept.
removed = Removed; quotes of it still verify. { $article }
how_to_remove = Put the name of an article behind the command, as /sources has it, or reply with /remove to a quote of it; /remove 2 is the second quote.
nothing_called = No article of the library is called so, or that one is removed already.
last_article = It is the only article that I have. Add another one first.
