/** What the repository says to those who run a harvester, beside the codes of the protocol. */
export const oaiMessages = {
  noVerb: 'Cần đúng một tham số verb.',
  wrongVerb:
    'verb là Identify, ListMetadataFormats, ListSets, GetRecord, ListIdentifiers hoặc ListRecords.',
  repeated: (name: string): string => `Tham số ${name} được ghi nhiều lần.`,
  unknown: (name: string): string => `Tham số ${name} không dùng với verb này.`,
  missing: (name: string): string => `Thiếu tham số ${name}.`,
  exclusive: 'resumptionToken không đi cùng tham số nào khác ngoài verb.',
  wrongPrefix: 'metadataPrefix có ký tự không hợp lệ.',
  wrongSet: 'set có ký tự không hợp lệ.',
  wrongIdentifier: 'identifier không phải là một URI.',
  wrongDate: (name: string): string =>
    `${name} là ngày YYYY-MM-DD hoặc thời điểm YYYY-MM-DDThh:mm:ssZ có thật.`,
  mixedDates: 'from và until phải ghi cùng một độ chi tiết.',
  turnedDates: 'from muộn hơn until.',
  noFormat: 'Không có định dạng này; ListMetadataFormats cho biết các định dạng.',
  noIdentifier: 'Không có biểu ghi này.',
  noMatch: 'Không có biểu ghi nào khớp.',
  noSets: 'Tủ sách chưa có biểu ghi nào.',
  wrongToken: 'resumptionToken không đúng; hãy thu hoạch lại từ đầu.',
  tooMany: 'Đang phục vụ nhiều lượt thu hoạch. Hãy thử lại sau.\n',
  bodyTooLarge: 'Yêu cầu quá dài.\n',
};
